import { labColour, linearRgb } from '../../shared/colours/labColour.ts';
import type { LabPhoto } from './LabPhoto.ts';

/** Bits of each channel that a colour is looked up by: enough for a distance (CIE76) of 2. */
const BITS = 6;
const SHIFT = 8 - BITS;
const HALF = (1 << SHIFT) / 2;
/** After how many pixels the page gets its turn. */
const SLICE = 200_000;

/** Lab bytes by colour, computed when they are needed first: the first byte is 0 until then, and never afterwards. */
const table = new Uint8Array(3 * 2 ** (3 * BITS));

/**
 * Smooths a photograph, each pixel the mean of the 3 x 3 around it, and turns it into CIELAB. It is done in place: what was
 * given is gone.
 *
 * @param rgb `uint8[height, width, 3]`, sRGB
 * @param size of its image, in pixels
 * @param pause is awaited now and then
 */
export async function makeLabPhoto(
  rgb: { width: number; height: number; data: Uint8Array },
  size: { width: number; height: number },
  pause: () => Promise<unknown>,
): Promise<LabPhoto> {
  const { width, height, data } = rgb;
  const stride = width * 3;
  let above = Uint8Array.from(data.subarray(0, stride));
  let level = Uint8Array.from(above);
  const sums = new Uint16Array(stride);
  const rowsAtOnce = Math.max(1, Math.floor(SLICE / width));
  for (let y = 0; y < height; y++) {
    const start = y * stride;
    const next = y + 1 < height ? start + stride : start;
    for (let i = 0; i < stride; i++) sums[i] = above[i]! + level[i]! + data[next + i]!;
    [above, level] = [level, above];
    level.set(data.subarray(next, next + stride));
    for (let at = 0; at < stride; at += 3) {
      const left = at > 0 ? at - 3 : at;
      const right = at + 3 < stride ? at + 3 : at;
      const red = (sums[left]! + sums[at]! + sums[right]!) / 9;
      const green = (sums[left + 1]! + sums[at + 1]! + sums[right + 1]!) / 9;
      const blue = (sums[left + 2]! + sums[at + 2]! + sums[right + 2]!) / 9;
      putLab(data, start + at, red, green, blue);
    }
    if (y % rowsAtOnce === rowsAtOnce - 1) await pause();
  }
  return { width, height, data, scaleX: width / size.width, scaleY: height / size.height };
}

function putLab(data: Uint8Array, at: number, red: number, green: number, blue: number): void {
  const key = ((red >> SHIFT) << (2 * BITS)) | ((green >> SHIFT) << BITS) | (blue >> SHIFT);
  if (table[key * 3] === 0) compute(key);
  data[at] = table[key * 3]!;
  data[at + 1] = table[key * 3 + 1]!;
  data[at + 2] = table[key * 3 + 2]!;
}

function compute(key: number): void {
  const channel = (bits: number): number => (((key >> bits) & (2 ** BITS - 1)) << SHIFT) + HALF;
  const [lightness, green, blue] = labColour(linearRgb([channel(2 * BITS), channel(BITS), channel(0)]));
  table[key * 3] = Math.max(1, Math.round(2 * lightness));
  table[key * 3 + 1] = Math.round(green + 128);
  table[key * 3 + 2] = Math.round(blue + 128);
}
