import type { Component } from '../../../shared/labels/connectedComponents.ts';

/**
 * The run lengths of one object (`Counts` of coco/rle.ts), from its box alone.
 *
 * @param ids `int32[height, width]`
 * @param id of the object
 */
export function objectCounts(
  ids: Int32Array,
  { width, height }: { width: number; height: number },
  id: number,
  { xmin, ymin, xmax, ymax }: Component['box'],
): number[] {
  const counts: number[] = [];
  /** Where the run that is open has begun, down the columns. */
  let start = 0;
  let isInside = false;
  const isWholeHeight = ymin === 1 && ymax === height;
  for (let x = xmin - 1; x < xmax; x++) {
    for (let y = ymin - 1; y < ymax; y++) {
      if ((ids[y * width + x] === id) === isInside) continue;
      const at = x * height + y;
      counts.push(at - start);
      start = at;
      isInside = !isInside;
    }
    // Above and below its box there is nothing of it; without either, the next column goes on.
    if (isInside && !(isWholeHeight && x + 1 < xmax)) {
      const at = x * height + ymax;
      counts.push(at - start);
      start = at;
      isInside = false;
    }
  }
  if (start < width * height) counts.push(width * height - start);
  return counts;
}
