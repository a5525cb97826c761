import type { Rgb } from '../labels/vocPalette.ts';
import type { LinearRgb } from './colourVision.ts';

/** CIELAB: lightness 0..100, then green to red and blue to yellow, each about -110..110. */
export type Lab = readonly [number, number, number];

/** XYZ of white under the illuminant D65. */
const WHITE: LinearRgb = [0.95047, 1, 1.08883];

/** sRGB without its gamma (IEC 61966-2-1). */
export function linearRgb(colour: Rgb): LinearRgb {
  const [red, green, blue] = colour.map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return [red!, green!, blue!];
}

/** Linear sRGB in CIELAB (CIE 15:2004). */
export function labColour([red, green, blue]: LinearRgb): Lab {
  const x = lightnessOf((0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / WHITE[0]);
  const y = lightnessOf((0.2126729 * red + 0.7151522 * green + 0.072175 * blue) / WHITE[1]);
  const z = lightnessOf((0.0193339 * red + 0.119192 * green + 0.9503041 * blue) / WHITE[2]);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/** The distance of two colours (CIE76); from about 2 on they can be told apart side by side. */
export function labDistance(a: Lab, b: Lab): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

function lightnessOf(share: number): number {
  return share > (6 / 29) ** 3 ? Math.cbrt(share) : share / (3 * (6 / 29) ** 2) + 4 / 29;
}
