import { expect, it } from 'vitest';
import { decidedKind, ORIGIN_COLOURS, originOf, ORIGINS } from './origins.ts';

it('parts what a person painted, background and void included, from what was proposed', () => {
  expect([254, 0, 3, 255].map(originOf)).toEqual(['proposed', 'painted', 'painted', 'painted']);
  expect([0, 3, 255].map(decidedKind)).toEqual(['background', 'class', 'void']);
});

it('has a colour of its own for each', () => {
  const colours = ORIGINS.flatMap((row) => Object.values(row.colours));
  expect(new Set(colours).size).toBe(ORIGIN_COLOURS.length / 3);
});
