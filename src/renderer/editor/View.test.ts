import { expect, it } from 'vitest';
import { centred, fitView, panBy, zoomAt } from './View.ts';

const image = { width: 400, height: 100 };
const canvas = { width: 232, height: 132 };

it('fit shows the whole image in the middle', () => {
  const view = fitView(image, canvas);
  expect(view.scale).toBe(0.5);
  expect(view.x).toBe(-32);
  expect((50 - view.y) * view.scale).toBe(canvas.height / 2);
});

it('zooming keeps the image point under the pointer', () => {
  const view = centred(image, canvas, 1);
  const point = { x: 30, y: 40 };
  const before = { x: view.x + point.x / view.scale, y: view.y + point.y / view.scale };
  const zoomed = zoomAt(view, point, 3);
  expect(zoomed.x + point.x / zoomed.scale).toBeCloseTo(before.x);
  expect(zoomed.y + point.y / zoomed.scale).toBeCloseTo(before.y);
});

it('zooming ends somewhere, and there too the point stays', () => {
  const far = zoomAt(centred(image, canvas, 60), { x: 10, y: 10 }, 100);
  expect(far.scale).toBe(64);
  expect(zoomAt(far, { x: 10, y: 10 }, 2)).toEqual(far);
});

it('panning follows the pointer at any scale', () => {
  expect(panBy({ x: 0, y: 0, scale: 2 }, 10, -4)).toEqual({ x: -5, y: 2, scale: 2 });
});
