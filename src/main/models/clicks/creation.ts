import { z } from 'zod';
import type { PackCreation } from '../ModelKind.ts';
import { triple } from '../pack/tripleFlag.ts';
import { conventionOf } from './conventions.ts';
import { createClicksPack } from './createClicksPack.ts';
import { inspectDecoderJob, inspectEncoderJob, tryPairJob } from './jobs.ts';

const options = z.object({
  encoder: z.string(),
  decoder: z.string(),
  ...{ mean: triple('mean'), std: triple('std') },
});

export type ClicksOptions = z.infer<typeof options>;

/** How a pack is made of an encoder and a decoder. */
export const creation: PackCreation<ClicksOptions> = {
  usage: '--encoder F --decoder F',
  needs: [
    {
      flag: '--encoder <file>',
      help: 'create: image encoder of a promptable model such as SAM, for a pack of clicks',
      words: 'the encoder: --encoder FILE.onnx',
    },
    {
      flag: '--decoder <file>',
      help: 'create: its prompt and mask decoder',
      words: 'the decoder: --decoder FILE.onnx',
    },
  ],
  takes: [
    {
      flag: '--mean <values>',
      help: "create: one number or three, of 0..1 (default: the model's usual ones)",
    },
    { flag: '--std <values>', help: 'create: likewise' },
  ],
  options,

  async create(given, pack, run) {
    const { encoder, decoder, mean, std } = given;
    const encoderFindings = await run(inspectEncoderJob, { file: encoder });
    const decoderFindings = await run(inspectDecoderJob, { file: decoder });
    const { manifest, pair } = await createClicksPack({
      ...pack,
      encoder: { file: encoder, findings: encoderFindings, mean, std },
      decoder: { file: decoder, findings: decoderFindings },
      tryPair: (made) => run(tryPairJob, { encoder, decoder, manifest: made }),
    });
    const { count } = pair.candidates;
    const { title } = conventionOf(manifest.convention);
    const [height, width] = pair.grid;
    return [
      `${pack.out}: ${title}, encoder at ${manifest.encoder.size} x ${manifest.encoder.size}; a click gives ` +
        `${count} ${count === 1 ? 'mask' : 'masks'} on ${height} x ${width} cells.`,
      ...(manifest.takesBox ? [] : ['It takes no boxes.']),
      ...(manifest.takesPrompt ? [] : ['It takes no mask to start from.']),
    ];
  },
};
