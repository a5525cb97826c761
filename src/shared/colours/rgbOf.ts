import type { Rgb } from '../labels/vocPalette.ts';

/** Red, green and blue of `#rrggbb`, each 0..255. */
export function rgbOf(colour: string): Rgb {
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
  return [red!, green!, blue!];
}
