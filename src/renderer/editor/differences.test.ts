import { expect, it } from 'vitest';
import { colourDistance } from '../../shared/colours/suggestColours.ts';
import { DIFFERENCE_COLOURS } from './differences.ts';

it('are in colours that people with and without all cones tell apart', () => {
  const colours = Object.values(DIFFERENCE_COLOURS);
  for (const [i, colour] of colours.entries())
    for (const other of colours.slice(i + 1)) expect(colourDistance(colour, other)).toBeGreaterThan(30);
});
