import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TensorProto } from '../src/main/onnx/onnxModel.ts';
import { decodeModel, ELEMENT, encodeModel, toNumber } from '../src/main/onnx/onnxModel.ts';
import { seededRandom } from './random.ts';

export const fixtureFolder = join(import.meta.dirname, 'fixtures');

/**
 * An exported graph of `testing/fixtures` with random weights in place of those that were taken out
 * (see makeFixtures.py): kernels and matrices scaled by their fan-in, vectors around 1.
 */
export function modelWithRandomWeights(fixture: string): Uint8Array {
  const random = seededRandom(fixture.length);
  const model = decodeModel(readFileSync(join(fixtureFolder, fixture)), fixture);
  for (const tensor of model.graph.initializer) {
    if (tensor.dataType === ELEMENT.float && isEmpty(tensor)) tensor.rawData = randomBytes(tensor, random);
  }
  return encodeModel(model);
}

function isEmpty(tensor: TensorProto): boolean {
  return !tensor.rawData?.length && !tensor.floatData?.length;
}

function randomBytes(tensor: TensorProto, random: () => number): Uint8Array {
  const dims = tensor.dims.map((dim) => toNumber(dim));
  const count = dims.reduce((a, b) => a * b, 1);
  const fanIn = dims.length === 2 ? Math.max(...dims) : dims.slice(1).reduce((a, b) => a * b, 1);
  const spread = Math.sqrt(6 / fanIn);
  const value = dims.length === 1 ? () => 0.8 + 0.4 * random() : () => (2 * random() - 1) * spread;
  return new Uint8Array(Float32Array.from({ length: count }, value).buffer);
}
