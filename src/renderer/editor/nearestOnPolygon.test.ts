import { expect, it } from 'vitest';
import { nearestCorner, nearestEdge } from './nearestOnPolygon.ts';

const corners = [
  { x: 0, y: 0 },
  { x: 10, y: 0 },
  { x: 10, y: 10 },
];

it('finds the nearest of two corners that are both within reach, and none beyond it', () => {
  expect(nearestCorner(corners, { x: 9, y: 4 }, 8)).toBe(1);
  expect(nearestCorner(corners, { x: 5, y: 5 }, 4)).toBeUndefined();
  expect(nearestCorner([], { x: 5, y: 5 }, 4)).toBeUndefined();
});

it('finds the nearest drawn edge and the point on it; that from the last corner to the first is not drawn', () => {
  expect(nearestEdge(corners, { x: 8, y: 4 }, 3)).toEqual({ index: 1, at: { x: 10, y: 4 } });
  expect(nearestEdge(corners, { x: 4, y: -1 }, 3)).toEqual({ index: 0, at: { x: 4, y: 0 } });
  expect(nearestEdge(corners, { x: 5, y: 5 }, 3)).toBeUndefined();
});
