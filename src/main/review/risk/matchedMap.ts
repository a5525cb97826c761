import { forEachFieldRow } from '../../../shared/labels/scoreField.ts';
import type { JudgedImage } from './JudgedImage.ts';

/**
 * What score maps say when each of them is thresholded so that its class covers about as many pixels as in the label map, so that only
 * where it is is compared: maps of another kind have thresholds of their own. A pixel above several of them is of the class whose score is the most above.
 *
 * @param values `[C, grid, grid]`
 * @returns `uint8[height, width]` at the reduced size
 */
export function matchedMap(
  { width, height, labels }: JudgedImage,
  { labels: known, values, grid }: { labels: readonly number[]; values: Float32Array; grid: number },
): Uint8Array {
  const area = width * height;
  const field = new Float32Array(known.length * area);
  forEachFieldRow({ values, classes: known.length, grid }, width, height, (y, row) => {
    for (let c = 0; c < known.length; c++)
      field.set(row.subarray(c * width, (c + 1) * width), c * area + y * width);
  });
  const result = new Uint8Array(area);
  const margins = new Float32Array(area).fill(-Infinity);
  for (const [c, label] of known.entries()) {
    const plane = field.subarray(c * area, (c + 1) * area);
    const count = labels.reduce((sum, value) => sum + (value === label ? 1 : 0), 0);
    if (count === 0) continue;
    const threshold = plane.toSorted()[area - count]!;
    for (let i = 0; i < area; i++) {
      const margin = plane[i]! - threshold;
      if (margin < 0 || margin <= margins[i]!) continue;
      margins[i] = margin;
      result[i] = label;
    }
  }
  return result;
}
