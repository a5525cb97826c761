import { expect, it } from 'vitest';
import type { InHand, Work } from './Work.ts';
import { actionsOf, handAfter, handworkOf } from './Work.ts';

const HAND: InHand = { tool: 'pan', label: 0, radius: 12 };
const square = [0, 10].flatMap((y) => [0, 10].map((x) => ({ x, y })));

it('a tool is a key, a class is a click, and both are there the next time', () => {
  const click: Work = { tool: 'click', label: 3, at: { x: 1, y: 1 }, positive: false };
  expect(actionsOf(click, HAND)).toBe(3);
  expect(handworkOf(click, HAND)).toEqual({ presses: 2, diameters: 0 });
  const hand = handAfter(click, HAND);
  expect(hand).toEqual({ tool: 'click', label: 3, radius: 12 });
  expect(actionsOf(click, hand)).toBe(1);
});

it('a stroke goes its way in diameters; another size is a drag, and to erase needs no class', () => {
  const way = [
    { x: 0, y: 0 },
    { x: 30, y: 40 },
    { x: 30, y: 90 },
  ];
  const stroke: Work = { tool: 'brush', label: 0, radius: 5, way };
  expect(handworkOf(stroke, HAND)).toEqual({ presses: 2, diameters: 10 });
  expect(actionsOf(stroke, HAND)).toBe(3);
  expect(handAfter(stroke, { ...HAND, label: 3 })).toEqual({ tool: 'brush', label: 3, radius: 5 });
});

it('a polygon is a press for each corner, and a key that closes it', () => {
  const polygon: Work = { tool: 'polygon', label: 3, corners: square };
  const hand = { ...HAND, tool: 'polygon', label: 3 };
  expect(handworkOf(polygon, hand).presses).toBe(4);
  expect(actionsOf(polygon, hand)).toBe(5);
});
