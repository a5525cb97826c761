import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { modelWithRandomWeights } from '../../../../../testing/fillWeights.ts';
import { randomFloats, seededRandom } from '../../../../../testing/random.ts';
import { temporaryFolder } from '../../../../../testing/temporaryFolder.ts';
import { openPackOf } from '../../pack/openPack.ts';
import { adcam } from '../adcam.ts';
import { findTokens } from '../analysis/findTokens.ts';
import { findClassifier } from '../analysis/findClassifier.ts';
import { createPack, IMAGENET_MEAN, IMAGENET_STD } from '../createPack.ts';
import { GraphAddition } from '../../../onnx/GraphAddition.ts';
import { OnnxGraph } from '../../../onnx/OnnxGraph.ts';
import { decodeModel, ELEMENT } from '../../../onnx/onnxModel.ts';
import { inspectCnn, inspectVit } from './inspectModel.ts';
import { prepareSessions } from './prepareSessions.ts';
import type { AdcamSessions } from './AdcamSessions.ts';

const EXPORTERS = ['script13', 'script20', 'dynamo18', 'dynamo20'];
/** Each architecture with each exporter takes minutes. */
const patient = process.env['CAMWEAVE_SLOW_TESTS'] === '1';
const PAIRS: readonly [cnn: string, vit: string, specialTokens: number][] = [
  ['resnet50', 'deit_small_patch16_224', 1],
  ['mobilenet_v3_large', 'vit_small_patch14_dinov2', 1],
  ['efficientnet_b0', 'vit_small_patch14_reg4_dinov2', 5],
  ['squeezenet1_1', 'deit_small_patch16_224', 1],
];
const SIZE = 224;
const folder = temporaryFolder();

/** A pack of two exported architectures with random weights, opened. */
async function openPair(
  cnn: string,
  vit: string,
): Promise<{ sessions: AdcamSessions; vitFile: string; cnnFile: string }> {
  const cnnFile = join(folder, cnn);
  const vitFile = join(folder, vit);
  writeFileSync(cnnFile, modelWithRandomWeights(cnn));
  writeFileSync(vitFile, modelWithRandomWeights(vit));
  const cnnFindings = await inspectCnn({ file: cnnFile });
  const vitFindings = await inspectVit({ file: vitFile });
  const out = join(folder, `${cnn}+${vit}`);
  const pixels = { mean: IMAGENET_MEAN, std: IMAGENET_STD };
  const classes = join(folder, 'classes.txt');
  const names = Array.from({ length: cnnFindings.modelClasses }, (_, k) =>
    k < 2 ? 'pair' : k < 4 ? `class ${k}` : '-',
  );
  writeFileSync(classes, names.join('\n'));
  createPack({
    name: 'pair',
    cnn: { file: cnnFile, ...pixels, findings: cnnFindings },
    vit: { file: vitFile, ...pixels, findings: vitFindings },
    ...{ classes, out },
  });
  const sessions = await prepareSessions(openPackOf(adcam, out))('cpu');
  return { sessions, vitFile, cnnFile };
}

/** Runs a model with some of its own tensors as outputs. */
async function rawTensors(
  bytes: Uint8Array,
  tensors: string[],
  planes: Float32Array,
): Promise<Record<string, Tensor>> {
  const graph = new OnnxGraph(decodeModel(bytes, 'model'));
  const add = new GraphAddition(graph.opset);
  tensors.forEach((tensor, i) => add.output(tensor, ELEMENT.float, undefined, `camweave/raw_${i}`));
  const session = await InferenceSession.create(add.appendTo(bytes));
  const outputs = await session.run({
    [session.inputNames[0]!]: new Tensor('float32', planes, [1, 3, SIZE, SIZE]),
  });
  await session.release();
  return Object.fromEntries(tensors.map((tensor, i) => [tensor, outputs[`camweave/raw_${i}`] as Tensor]));
}

describe.each(EXPORTERS)('models exported with %s', (exporter) => {
  const planes = randomFloats(3 * SIZE * SIZE, seededRandom(1)).map((value) => value * 2 - 1);

  it.each(PAIRS.filter((_, pair) => patient || pair === EXPORTERS.indexOf(exporter)))(
    '%s and %s give activation and attention as defined',
    async (cnn, vit, specialTokens) => {
      const { sessions, cnnFile, vitFile } = await openPair(
        `${cnn}.${exporter}.onnx`,
        `${vit}.${exporter}.onnx`,
      );
      await expectAttention(sessions, vitFile, planes, specialTokens);
      await expectActivation(sessions, cnnFile, planes);
      await sessions.release();
    },
  );
});

/** Mean over heads and the chosen layers, special tokens dropped, rows renormalised: in plain loops. */
async function expectAttention(
  sessions: AdcamSessions,
  file: string,
  planes: Float32Array,
  specialTokens: number,
): Promise<void> {
  const { attention: layers, tokens, grid } = sessions.manifest.vit;
  expect(tokens - grid ** 2).toBe(specialTokens);
  const chosen = [2, 11];
  const names = chosen.map((layer) => layers[layer]!);
  const raw = await rawTensors(readFileSync(file), names, planes);
  const n = grid ** 2;
  const expected = new Float32Array(n * n);
  for (const name of names) {
    const tensor = raw[name]!;
    const data = tensor.data as Float32Array;
    const heads = data.length / tokens ** 2;
    for (let head = 0; head < heads; head++) {
      for (let i = 0; i < n; i++) {
        for (let j = 0; j < n; j++) {
          const at = (head * tokens + i + specialTokens) * tokens + j + specialTokens;
          expected[i * n + j]! += data[at]! / (heads * chosen.length);
        }
      }
    }
  }
  const { attention, tokens: seen } = await sessions.attention(planes, chosen);
  // What the last layer looks at, the special tokens in front left out.
  const graph = new OnnxGraph(decodeModel(readFileSync(file), file));
  const tensor = findTokens(graph, layers.at(-1)!)!;
  const whole = (await rawTensors(readFileSync(file), [tensor], planes))[tensor]!.data as Float32Array;
  expect(seen).toHaveLength((whole.length / tokens) * n);
  const patches = whole.subarray(whole.length - seen!.length);
  const apart = seen!.reduce((most, value, i) => Math.max(most, Math.abs(value - patches[i]!)), 0);
  expect(apart).toBeLessThan(1e-4);
  let worst = 0;
  for (let i = 0; i < n; i++) {
    const sum = expected.subarray(i * n, (i + 1) * n).reduce((a, b) => a + b, 0);
    for (let j = 0; j < n; j++)
      worst = Math.max(worst, Math.abs(attention[i * n + j]! - expected[i * n + j]! / sum));
  }
  expect(worst).toBeLessThan(1e-5);
}

/**
 * A linear head commutes with pooling: the mean of `w_c . f` is the logit without its bias. With hidden layers
 * that does not hold, so there each position is compared with the head run on that position alone.
 */
async function expectActivation(sessions: AdcamSessions, file: string, planes: Float32Array): Promise<void> {
  const bytes = readFileSync(file);
  const graph = new OnnxGraph(decodeModel(bytes, file));
  const classifier = findClassifier(graph, file);
  // Classes 1 and 2 of the pack are the model classes 2 and 3; class 0 stands for two model classes.
  const { data, height, width, logits } = await sessions.activation(planes, SIZE, [1, 2, 0]);
  const area = height * width;
  const row = (c: number): Float32Array => data.subarray(c * area, (c + 1) * area);
  const mean = (values: Float32Array): number => values.reduce((a, b) => a + b, 0) / values.length;
  expect(logits).toHaveLength(sessions.manifest.cnn.modelClasses);
  const hasHiddenLayers = classifier.hidden.some(({ opType }) => opType === 'Gemm' || opType === 'MatMul');
  if (!hasHiddenLayers) {
    const bias = biasOf(graph, classifier.logits);
    expectNear(mean(row(0)), logits[2]! - (bias?.[2] ?? 0));
    expectNear(mean(row(1)), logits[3]! - (bias?.[3] ?? 0));
    const share = 1 / (1 + Math.exp(logits[1]! - logits[0]!));
    const mixed = share * (logits[0]! - (bias?.[0] ?? 0)) + (1 - share) * (logits[1]! - (bias?.[1] ?? 0));
    expectNear(mean(row(2)), mixed);
    return;
  }
  const head = await headOnOnePosition(bytes, graph, classifier, planes);
  expectNear(row(0)[0]!, head[2]!);
  expectNear(row(1)[0]!, head[3]!);
}

/** Random weights give large logits, so the tolerance is relative. */
function expectNear(actual: number, expected: number): void {
  expect(Math.abs(actual - expected)).toBeLessThan(1e-4 * Math.max(1, Math.abs(expected)));
}

function biasOf(graph: OnnxGraph, logits: string): Float32Array | undefined {
  const node = graph.producer(logits);
  const name = node?.opType === 'Gemm' ? node.input[2] : node?.input.find((input) => graph.constant(input));
  const raw = name === undefined ? undefined : graph.constant(name)?.rawData;
  return raw && new Float32Array(Uint8Array.from(raw).buffer);
}

/** MobileNetV3's head by hand at the first position: linear, hard-swish, linear; the last bias left out. */
async function headOnOnePosition(
  bytes: Uint8Array,
  graph: OnnxGraph,
  classifier: ReturnType<typeof findClassifier>,
  planes: Float32Array,
): Promise<number[]> {
  const raw = await rawTensors(bytes, [classifier.featureMap], planes);
  const map = raw[classifier.featureMap]!;
  const [, channels, height, width] = map.dims as [number, number, number, number];
  const features = Array.from(
    { length: channels },
    (_, c) => (map.data as Float32Array)[c * height * width]!,
  );
  const values = (name: string): Float32Array =>
    new Float32Array(Uint8Array.from(graph.constant(name)!.rawData!).buffer);
  const linear = (weight: Float32Array, input: number[], bias?: Float32Array): number[] =>
    Array.from({ length: weight.length / input.length }, (_, k) =>
      input.reduce((sum, value, d) => sum + value * weight[k * input.length + d]!, bias?.[k] ?? 0),
    );
  const first = classifier.hidden.find(({ opType }) => opType === 'Gemm')!;
  const bias = first.input[2];
  const hidden = linear(values(first.input[1]!), features, bias === undefined ? undefined : values(bias));
  const swished = hidden.map((x) => (x * Math.min(6, Math.max(0, x + 3))) / 6);
  return linear(values(classifier.linear!.weight), swished);
}
