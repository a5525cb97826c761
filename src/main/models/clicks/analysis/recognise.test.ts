import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeClicksPack } from '../../../../../testing/clicksPack.ts';
import { fixtureFolder, modelWithRandomWeights } from '../../../../../testing/fillWeights.ts';
import { temporaryFolder } from '../../../../../testing/temporaryFolder.ts';
import type { ModelProto } from '../../../onnx/onnxModel.ts';
import { decodeModel, ELEMENT, encodeModel } from '../../../onnx/onnxModel.ts';
import { CONVENTION_IDS } from '../conventions.ts';
import { inspectDecoder, inspectEncoder } from '../run/inspectClicks.ts';

const folder = temporaryFolder();
const fixture = (name: string): string => join(fixtureFolder, 'clicks', `${name}.onnx`);

/** A fixture with something about it changed. */
function changed(name: string, change: (model: ModelProto) => void): string {
  const model = decodeModel(readFileSync(fixture(name)), name);
  change(model);
  const file = join(folder, `${name}.onnx`);
  writeFileSync(file, encodeModel(model));
  return file;
}

describe('encoders and decoders', () => {
  it('of every convention are recognised by what goes in and comes out', async () => {
    for (const id of CONVENTION_IDS) {
      const encoder = await inspectEncoder({ file: fixture(`${id}.encoder`) });
      expect(encoder).toMatchObject({ role: 'encoder', producer: 'pytorch', opset: 17, size: 1024 });
      expect(encoder.conventions[0]).toBe(id);
      expect((await inspectDecoder({ file: fixture(`${id}.decoder`) })).convention).toBe(id);
    }
  });

  it('with hidden candidates show them, those that show all have none', async () => {
    const hidden = (name: string) => inspectDecoder({ file: fixture(name) });
    expect((await hidden('segment-anything.decoder')).hidden).toEqual({
      masks: expect.stringMatching(/Reshape/),
      scores: expect.stringMatching(/Flatten/),
    });
    expect((await hidden('segment-anything.all.decoder')).hidden).toBeUndefined();
    expect((await hidden('segment-anything-2.decoder')).hidden).toBeUndefined();
  });

  it('that normalise and pad by themselves are told by pixels going in', async () => {
    const file = fixture('segment-anything.pixels.encoder');
    expect(await inspectEncoder({ file })).toMatchObject({ layout: 'pixels', size: 1024 });
    const fixed = changed('segment-anything.pixels.encoder', ({ graph }) => {
      graph.input[0]!.type!.tensorType!.shape!.dim.forEach((dim, axis) => {
        if (axis < 2) Object.assign(dim, { dimValue: 1024, dimParam: undefined });
      });
    });
    await expect(inspectEncoder({ file: fixed })).rejects.toThrow('with open height and width');
  });

  it('that are swapped are said to be', async () => {
    for (const id of CONVENTION_IDS) {
      await expect(inspectEncoder({ file: fixture(`${id}.decoder`) })).rejects.toMatchObject({
        code: 'model-unsupported',
        message: expect.stringMatching(/is a decoder \(.*\), and an encoder is needed.*swapped/),
      });
      await expect(inspectDecoder({ file: fixture(`${id}.encoder`) })).rejects.toMatchObject({
        code: 'model-unsupported',
        message: expect.stringMatching(/is an encoder \(.*\), and a decoder is needed.*swapped/),
      });
    }
  });

  it('that are neither are refused with what was looked for and what was found', async () => {
    const cnn = join(folder, 'cnn.onnx');
    writeFileSync(cnn, modelWithRandomWeights('resnet50.script13.onnx'));
    await expect(inspectEncoder({ file: cnn })).rejects.toThrow(
      /cnn.onnx: looked for an encoder of clicks.*image_embed \+ high_res_feats_0.*found "input" \[1, 3, \?, \?\] in/,
    );
    await expect(inspectDecoder({ file: cnn })).rejects.toThrow(
      /looked for the inputs of a decoder of clicks \(embeddings, points and their labels\), found "input"/,
    );
  });

  it('with an input missing, or one too many, name it', async () => {
    const without = changed('segment-anything-2.decoder', ({ graph }) => {
      graph.input = graph.input.filter(({ name }) => name !== 'high_res_feats_1');
    });
    await expect(inspectDecoder({ file: without })).rejects.toThrow(
      /looked for high_res_feats_1 among the inputs, as in SAM 2 as samexporter/,
    );
    const more = changed('segment-anything.decoder', ({ graph }) => {
      graph.input.push({ name: 'interm_embeddings' });
    });
    await expect(inspectDecoder({ file: more })).rejects.toThrow('also wants "interm_embeddings"');
  });

  it('without an output, or in float16, name it', async () => {
    const without = changed('efficient-sam.decoder', ({ graph }) => graph.output.pop());
    await expect(inspectDecoder({ file: without })).rejects.toThrow(
      'looked for its outputs iou_predictions too',
    );
    const half = changed('segment-anything.encoder', ({ graph }) => {
      graph.input[0]!.type!.tensorType!.elemType = ELEMENT.float16;
    });
    await expect(inspectEncoder({ file: half })).rejects.toThrow('"x" is not float32');
  });

  it('of two conventions, or sizes, do not make a pack', async () => {
    const two = {
      encoder: fixture('segment-anything.encoder'),
      decoder: fixture('segment-anything-2.decoder'),
    };
    await expect(makeClicksPack(folder, two)).rejects.toThrow(
      /do not belong together: the decoder is of SAM 2 as samexporter.*takes image_embed, .*gives image_embeddings/,
    );
    const small = changed('segment-anything.encoder', ({ graph }) => {
      graph.output[0]!.type!.tensorType!.shape!.dim[1]!.dimValue = 128;
    });
    const pair = { encoder: small, decoder: fixture('segment-anything.decoder') };
    await expect(makeClicksPack(folder, pair)).rejects.toThrow(
      /takes "image_embeddings" \[1, 256, 64, 64\], the encoder gives "image_embeddings" \[1, 128, 64, 64\]/,
    );
  });
});
