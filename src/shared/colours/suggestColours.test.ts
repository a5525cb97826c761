import { describe, expect, it } from 'vitest';
import { hexColour, VOC_PALETTE } from '../labels/vocPalette.ts';
import { colourDistance, suggestColours } from './suggestColours.ts';

/** The distance of each colour from the nearest of those before it, in whole steps of CIELAB, whoever looks. */
function distances(colours: readonly string[]): number[] {
  return colours.map((colour, i) =>
    Math.floor(Math.min(...colours.slice(0, i).map((other) => colourDistance(colour, other)))),
  );
}

describe('suggested colours', () => {
  it('are far apart with usual vision, deuteranopia and protanopia', () => {
    expect(distances(suggestColours([], 16)).slice(1)).toEqual([
      ...[182, 60, 59, 38, 31, 36, 28, 25, 25, 23, 21, 21, 18, 16, 16],
    ]);
  });

  it('are farther from the colours of PASCAL VOC than those are from each other', () => {
    const voc = VOC_PALETTE.slice(1, 21).map(hexColour);
    expect(Math.min(...distances(voc))).toBe(0);
    expect(distances([...voc, ...suggestColours(voc, 5)]).slice(20)).toEqual([43, 40, 33, 25, 33]);
  });

  it('are others when those that were suggested are in use', () => {
    const [first] = suggestColours([], 1);
    const [second] = suggestColours([first!], 1);
    expect(suggestColours([], 2)).toEqual([first, second]);
    expect(second).not.toBe(first);
  });
});
