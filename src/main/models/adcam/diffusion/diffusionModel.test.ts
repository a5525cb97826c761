import { InferenceSession, Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { randomAttention, randomFloats, seededRandom } from '../../../../../testing/random.ts';
import type { DiffusionSettings } from './diffusionModel.ts';
import { diffusionModel, directSettings } from './diffusionModel.ts';
import { diffuse, refine } from './reference.ts';

const N = 49;
const CLASSES = 3;

async function runModel(
  settings: DiffusionSettings,
  attention: Float32Array,
  maps: Float32Array,
): Promise<Float32Array> {
  const session = await InferenceSession.create(diffusionModel(settings));
  const outputs = await session.run({
    attention: new Tensor('float32', attention, [N, N]),
    maps: new Tensor('float32', maps, [maps.length / N, N]),
  });
  return outputs['scores']!.data as Float32Array;
}

function expectClose(actual: Float32Array, expected: Float32Array): void {
  expect(actual.length).toBe(expected.length);
  actual.forEach((value, i) => expect(Math.abs(value - expected[i]!)).toBeLessThan(1e-4));
}

describe('diffusionModel', () => {
  const random = seededRandom(11);
  const attention = randomAttention(N, random);
  const maps = randomFloats(CLASSES * N, random);

  it.each<DiffusionSettings>([
    { direction: 'gather', gamma: 6, beta: 1, steps: 3 },
    { direction: 'gather', gamma: 1, beta: 0.5, steps: 1 },
    { direction: 'scatter', gamma: 4, beta: 0.8, steps: 2 },
    { direction: 'gather', gamma: 2.5, beta: 1, steps: 2 },
    { direction: 'gather', gamma: 13, beta: 0, steps: 2 },
  ])(
    'computes what the plain loops compute: $direction, gamma $gamma, beta $beta, $steps steps',
    async (settings) => {
      const expected = diffuse(maps, refine(attention, N, settings.gamma), N, settings);
      expectClose(await runModel(settings, attention, maps), expected);
    },
  );

  it('with gamma 0, one step and beta 1 is direct coupling', async () => {
    const settings = { direction: 'gather', gamma: 0, beta: 1, steps: 1 } as const;
    const direct = directSettings({ direction: 'gather', gamma: 6, beta: 0.5, steps: 3 });
    expectClose(await runModel(settings, attention, maps), await runModel(direct, attention, maps));
    expectClose(await runModel(direct, attention, maps), diffuse(maps, attention, N, settings));
  });

  it('stays finite where attention underflows to zero', async () => {
    const empty = attention.slice().fill(0, 0, N);
    const scores = await runModel({ direction: 'gather', gamma: 6, beta: 1, steps: 3 }, empty, maps);
    expect(scores.every(Number.isFinite)).toBe(true);
  });
});
