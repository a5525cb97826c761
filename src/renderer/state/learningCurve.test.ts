import { expect, it } from 'vitest';
import type { HeadSummary } from '../../shared/contract/learnRoutes.ts';
import { learningCurve } from './learningCurve.ts';

const head = (id: number, lessons: number, after: number | undefined): HeadSummary => ({
  ...{ id, lessons, at: '2026-01-01T12:00:00Z', weight: 0.4, threshold: 0.5, labels: [], from: null },
  expected: after === undefined ? null : { before: 0.5, after, error: 0.1 },
});

it('expected IoU goes over the number of images; of as many, the newest head counts', () => {
  const heads = [head(5, 6, 0.7), head(4, 3, 0.65), head(3, 6, 0.2), head(2, 3, 0.6), head(1, 1, undefined)];
  expect(learningCurve(heads)).toEqual([
    { lessons: 3, before: 0.5, after: 0.65 },
    { lessons: 6, before: 0.5, after: 0.7 },
  ]);
});
