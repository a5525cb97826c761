import { expect, it } from 'vitest';
import { changedArea } from './changedArea.ts';

const canvas = { width: 100, height: 80 };

it('is where the rectangle lies on the canvas, and the pixels whose contour depends on it', () => {
  const area = changedArea({ x: 10, y: 0, scale: 2 }, canvas, { x: 20, y: 5, width: 3, height: 4 });
  expect(area).toEqual({ x: 18, y: 8, width: 10, height: 12 });
});

it('ends with the canvas, and is none beside it', () => {
  const view = { x: 0, y: 0, scale: 0.5 };
  expect(changedArea(view, canvas, { x: 0, y: 0, width: 900, height: 900 })).toEqual({
    x: 0,
    y: 0,
    ...canvas,
  });
  expect(changedArea(view, canvas, { x: 300, y: 0, width: 9, height: 9 })).toBeUndefined();
});
