import { expect, it } from 'vitest';
import { lessonFor } from '../../../testing/lessonFor.ts';
import type { Choice } from './chooseWeight.ts';
import { chooseWeight } from './chooseWeight.ts';
import { FOLDS, validateFold } from './crossValidation.ts';

type Quality = Parameters<typeof lessonFor>[2];

/** What is chosen after so many lessons of one class. */
function choose(count: number, quality: Quality, spoil?: (share: number) => number): Choice {
  const lessons = Array.from({ length: count }, (_, i) => lessonFor(i + 1, 1, quality));
  if (spoil) for (const lesson of lessons) lesson.shares.set(lesson.shares.map(spoil));
  const folds = Array.from({ length: FOLDS }, (_, fold) => validateFold(lessons, [1], fold));
  return chooseWeight(
    folds.flatMap(({ heldOut }) => heldOut),
    0.7,
  );
}

it('a head that sees what AD-CAM does not gets weight, and says what that is worth', () => {
  const { weight, expected } = choose(20, { signal: 3, adcam: 0.3 });
  expect(weight).toBeGreaterThanOrEqual(0.4);
  expect(expected!.after).toBeGreaterThan(expected!.before + 0.1);
});

it('a head that sees nothing gets none where AD-CAM is right', () => {
  const { weight, expected } = choose(40, { signal: 0, adcam: 0.6 });
  expect(weight).toBe(0);
  expect(expected!.after).toBe(expected!.before);
});

it('two lessons say nothing', () => {
  expect(choose(2, { signal: 3 })).toMatchObject({ weight: 0, threshold: null, expected: null });
});

it('five lessons that look right are worth a little, and thresholds stay near what is usual then', () => {
  const { weight, threshold } = choose(5, { signal: 3, adcam: 0.9 });
  expect(weight).toBeGreaterThan(0);
  expect(Math.abs(threshold! - (0.7 - weight / 2))).toBeLessThan(0.1);
});

it('a class that AD-CAM has no scores of gets a threshold of its own', () => {
  const { thresholds } = choose(12, { signal: 3, known: false });
  expect(thresholds.get(1)).toBeGreaterThan(0.2);
  expect(thresholds.get(1)).toBeLessThan(0.7);
});
