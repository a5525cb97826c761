import { expect, it } from 'vitest';
import { guessThresholds } from './guessThresholds.ts';

/** 100 patches with scores 0, 0.01 .. 0.99, of which the last `count` are of another kind than the others. */
function patches(count: number): { scores: Float32Array; tokens: Float32Array } {
  const scores = Float32Array.from({ length: 100 }, (_, i) => i / 100);
  const tokens = Float32Array.from({ length: 200 }, (_, i) => (i >> 1 >= 100 - count ? 1 : 0) + (i % 2));
  return { scores, tokens };
}

const usual = (centre: number, weight = 1): { centre: number; weight: number }[] => [{ centre, weight }];

it('a threshold parts the patches where their tokens part', () => {
  for (const [count, expected] of [
    [50, 0.5],
    [30, 0.7],
  ] as const) {
    const { scores, tokens } = patches(count);
    expect(guessThresholds(scores, tokens, 100, usual(0.6))[0]).toBeCloseTo(expected, 5);
  }
});

it('tokens that tell nothing leave it where thresholds mostly lie', () => {
  const { scores } = patches(10);
  expect(guessThresholds(scores, new Float32Array(200).fill(1), 100, usual(0.64))).toEqual([0.64]);
});

it('each class has its own, and a class without any score too', () => {
  const { scores, tokens } = patches(50);
  const guesses = guessThresholds(Float32Array.of(...scores, ...new Float32Array(100)), tokens, 100, [
    ...usual(0.6),
    ...usual(0.6),
  ]);
  expect(guesses[0]).toBeCloseTo(0.5, 5);
  expect(guesses[1]).toBe(0.6);
});

it('the less of the scores is AD-CAM, the nearer it stays to where thresholds mostly lie', () => {
  const { scores, tokens } = patches(50);
  const at = (weight: number): number => guessThresholds(scores, tokens, 100, usual(0.6, weight))[0]!;
  expect(at(0.3)).toBeGreaterThan(at(1) + 0.02);
  expect(at(0)).toBe(0.6);
});
