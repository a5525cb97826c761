import { expect, it } from 'vitest';
import { lessonFor } from '../../../testing/lessonFor.ts';
import { logistic } from '../../shared/numbers/softmax.ts';
import { trainTagHead } from './trainTagHead.ts';

const lessons = Array.from({ length: 16 }, (_, i) => lessonFor(i + 1, 1 + (i % 2), { known: false }));

/** The probability that an image of one class shows another one or the same. */
function says(tags: NonNullable<ReturnType<typeof trainTagHead>>, row: number, label: number): number {
  const { pooled } = lessonFor(77, label);
  let z = tags.values[row * 5 + 4]!;
  for (let d = 0; d < 4; d++) z += tags.values[row * 5 + d]! * pooled[d]!;
  return logistic(z);
}

it('says which of the learned classes an image shows', () => {
  const tags = trainTagHead(lessons, [1, 2])!;
  expect(says(tags, 1, 1)).toBeGreaterThan(0.6);
  expect(says(tags, 1, 2)).toBeLessThan(0.4);
  expect(says(tags, 2, 2)).toBeGreaterThan(0.6);
});

it('suggests no class of which there are too few examples, or none without', () => {
  const tags = trainTagHead([...lessons.slice(0, 8), lessonFor(30, 3, { known: false })], [1, 2, 3])!;
  expect(tags.kinds).toEqual(['alone', 'alone', 'none']);
  expect(trainTagHead(lessons.slice(0, 3), [1, 2])).toBeUndefined();
});
