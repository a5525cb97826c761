import type { Rgb } from '../labels/vocPalette.ts';
import { hexColour, VOC_PALETTE } from '../labels/vocPalette.ts';
import { VOID } from '../labels/labelCodes.ts';
import type { ColourVision } from './colourVision.ts';
import { COLOUR_VISIONS, seenAs } from './colourVision.ts';
import type { Lab } from './labColour.ts';
import { labColour, labDistance, linearRgb } from './labColour.ts';
import { rgbOf } from './rgbOf.ts';

/** Steps of red, green and blue of the colours to choose from. */
const STEPS = [0, 36, 73, 109, 146, 182, 219, 255];
/** Darker or lighter ones are lost on a photograph, greyer ones look like none. */
const LIGHTNESS = { least: 35, most: 92 };
const LEAST_CHROMA = 25;

const VISIONS = Object.keys(COLOUR_VISIONS) as ColourVision[];

/** A colour as each vision sees it. */
type Seen = readonly Lab[];

/**
 * Colours that are far from those in use and from each other, whoever looks: the least of the CIELAB distances with usual
 * vision, with deuteranopia and with protanopia is as large as it can be, one colour after the other.
 *
 * @param inUse `#rrggbb`
 * @returns `count` of them, `#rrggbb`; the same for the same colours in use
 */
export function suggestColours(inUse: readonly string[], count: number): string[] {
  candidates ??= makeCandidates();
  const all = candidates;
  const nearest = all.map(() => Infinity);
  const use = (seen: Seen): void => {
    for (const [i, candidate] of all.entries())
      nearest[i] = Math.min(nearest[i]!, distanceSeen(candidate.seen, seen));
  };
  use(seenBy(VOC_PALETTE[VOID]!));
  for (const colour of inUse) use(seenBy(rgbOf(colour)));
  return Array.from({ length: count }, () => {
    const best = nearest.reduce((found, distance, i) => (distance > nearest[found]! ? i : found), 0);
    use(all[best]!.seen);
    return all[best]!.colour;
  });
}

/** How far apart two colours are for whoever tells them apart least, in CIELAB. */
export function colourDistance(a: string, b: string): number {
  return distanceSeen(seenBy(rgbOf(a)), seenBy(rgbOf(b)));
}

function distanceSeen(a: Seen, b: Seen): number {
  return Math.min(...VISIONS.map((_, i) => labDistance(a[i]!, b[i]!)));
}

function seenBy(colour: Rgb): Seen {
  const linear = linearRgb(colour);
  return VISIONS.map((vision) => labColour(seenAs(linear, vision)));
}

let candidates: readonly { colour: string; seen: Seen }[] | undefined;

function makeCandidates(): { colour: string; seen: Seen }[] {
  const all = STEPS.flatMap((red) => STEPS.flatMap((green) => STEPS.map((blue): Rgb => [red, green, blue])));
  return all
    .filter((colour) => {
      const [lightness, a, b] = labColour(linearRgb(colour));
      const isVisible = lightness >= LIGHTNESS.least && lightness <= LIGHTNESS.most;
      return isVisible && Math.hypot(a, b) >= LEAST_CHROMA;
    })
    .map((colour) => ({ colour: hexColour(colour), seen: seenBy(colour) }));
}
