import { expect, it } from 'vitest';
import { lessonFor } from '../../../testing/lessonFor.ts';
import { classMaps, headLogits } from './headMaps.ts';
import { trainHead } from './trainHead.ts';

const lessons = [1, 2, 3, 4].map((id) => lessonFor(id, 1 + (id % 2), { signal: 3 }));

/** How much likelier a head holds the left half, where the class is, than the right half. */
function contrast(head: ReturnType<typeof trainHead>, label: number): number {
  const lesson = lessonFor(99, label, { signal: 3 });
  const map = classMaps(headLogits(head, lesson, [label]), 1, lesson.grid, 8);
  const half = (left: boolean): number =>
    map.filter((_, i) => i % 8 < 4 === left).reduce((a, b) => a + b, 0) / 32;
  return half(true) - half(false);
}

it('learns classes where their features tell them from background', () => {
  const head = trainHead(lessons, [1, 2]);
  expect(contrast(head, 1)).toBeGreaterThan(0.6);
  expect(contrast(head, 2)).toBeGreaterThan(0.6);
});

it('goes on from an earlier head to the same place, whatever features are scaled by then', () => {
  const whole = trainHead(lessons, [1, 2], { effort: 5 });
  const start = trainHead(lessons.slice(0, 2), [1, 2]);
  const again = trainHead(lessons, [1, 2], { start, effort: 20 });
  for (const label of [1, 2]) expect(contrast(again, label)).toBeCloseTo(contrast(whole, label), 2);
  // An earlier head is worth its steps: none are needed where nothing is new.
  const kept = trainHead(lessons, [1, 2], { start: whole, effort: 0.1 });
  expect(contrast(kept, 1)).toBeCloseTo(contrast(whole, 1), 2);
});

it('leaves out classes that do not learn, and starts those that are new from nothing', () => {
  const one = trainHead(lessons, [1]);
  expect(one.values).toHaveLength(2 * 7);
  const both = trainHead(lessons, [1, 2], { start: one });
  expect(contrast(both, 2)).toBeGreaterThan(0.6);
});
