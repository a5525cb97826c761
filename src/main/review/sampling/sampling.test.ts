import { expect, it } from 'vitest';
import { binomialUpperBound } from './binomialUpperBound.ts';
import { samplePlan } from './samplePlan.ts';

it('gives the exact bounds of Clopper and Pearson', () => {
  // One-sided: none of 59 is the textbook's 5 % at 95 %; others from scipy.stats.beta.ppf(.95, k + 1, n - k).
  expect(binomialUpperBound(0, 59, 0.95)).toBeCloseTo(0.0495, 4);
  expect(binomialUpperBound(2, 50, 0.95)).toBeCloseTo(0.12061, 4);
  expect(binomialUpperBound(10, 100, 0.95)).toBeCloseTo(0.16373, 4);
  expect(binomialUpperBound(0, 0, 0.95)).toBe(1);
  expect(binomialUpperBound(3, 3, 0.95)).toBe(1);
});

it('is done once enough was looked at, and says how much is lacking before', () => {
  const plan = samplePlan([{ images: 5000, looked: 0, wrong: 0 }], { below: 0.05, confidence: 0.95 });
  expect(plan.isDone).toBe(false);
  expect(plan.upper).toBe(1);
  // 59 would do with none wrong; steps are a hundredth of the stratum.
  expect(plan.more[0]).toBeGreaterThanOrEqual(59);
  expect(plan.more[0]).toBeLessThanOrEqual(150);
  const done = samplePlan([{ images: 5000, looked: 100, wrong: 0 }], { below: 0.05, confidence: 0.95 });
  expect(done).toMatchObject({ isDone: true, more: [0] });
});

it('looks where the bound falls most, and everything where nothing else helps', () => {
  const strata = [
    { images: 100, looked: 20, wrong: 15 },
    { images: 900, looked: 60, wrong: 0 },
  ];
  const plan = samplePlan(strata, { below: 0.05, confidence: 0.95 });
  expect(plan.more[0]).toBeGreaterThan(40);
  const all = samplePlan([{ images: 10, looked: 5, wrong: 5 }], { below: 0.05, confidence: 0.95 });
  expect(all.more).toEqual([5]);
});

it('holds in so many of repeated samples as it says', () => {
  let seed = 7;
  const random = (): number => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
  let held = 0;
  const rounds = 400;
  for (let round = 0; round < rounds; round++) {
    const strata = [
      { images: 400, rate: 0.3 },
      { images: 1600, rate: 0.02 },
    ].map(({ images, rate }) => {
      let wrong = 0;
      for (let i = 0; i < 40; i++) if (random() < rate) wrong += 1;
      return { images, looked: 40, wrong };
    });
    const truth = (360 * 0.3 + 1560 * 0.02) / 1920;
    if (samplePlan(strata, { below: 0.99, confidence: 0.9 }).upper >= truth) held += 1;
  }
  expect(held / rounds).toBeGreaterThanOrEqual(0.9);
});
