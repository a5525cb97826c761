/** Red, green and blue, each 0..255. */
export type Rgb = readonly [number, number, number];

/**
 * The PASCAL VOC colour map, 256 entries: the bits of the index, three at a time, fill the channels from the
 * highest bit down. Source: `VOClabelcolormap.m` of the VOC development kit.
 */
export const VOC_PALETTE: readonly Rgb[] = Array.from({ length: 256 }, (_, index) => vocColour(index));

function vocColour(index: number): Rgb {
  let red = 0;
  let green = 0;
  let blue = 0;
  for (let bit = 7, rest = index; rest > 0; bit--, rest >>= 3) {
    red |= (rest & 1) << bit;
    green |= ((rest >> 1) & 1) << bit;
    blue |= ((rest >> 2) & 1) << bit;
  }
  return [red, green, blue];
}

/** `#rrggbb` */
export function hexColour(colour: Rgb): string {
  return `#${colour.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}
