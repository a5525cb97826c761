import { BACKGROUND, VOID } from '../../../shared/labels/labelCodes.ts';
import { connectedComponents } from '../../../shared/labels/connectedComponents.ts';

/** The smallest object that is corrected, as a share of the image. */
const SMALLEST = 0.01;

/** What a pixel is to an object. */
export const OUTSIDE = 0;
export const INSIDE = 1;
export const NOT_COUNTED = 2;

/** An object of a true mask: a connected region of one class, so that animals which touch are one. */
export interface TrueObject {
  /** Row of its class: `TrueMask.present`. */
  row: number;
  /**
   * `uint8[height, width]`: INSIDE, OUTSIDE, or NOT_COUNTED where the mask is void, and where another object of the class is nearer:
   * what a proposal has there is not this object's.
   */
  pixels: Uint8Array;
}

/**
 * The objects of a true mask that are at least a hundredth of it.
 *
 * @param rows `uint8[height, width]`: 0 background, 1.. classes, 255 not counted
 */
export function trueObjects(rows: Uint8Array, width: number, height: number): TrueObject[] {
  const { components, ids } = connectedComponents({ width, height, data: rows });
  const nearest = new Map<number, Int32Array>();
  return components.flatMap(({ label, area }, k) => {
    if (area < SMALLEST * width * height) return [];
    const own = components.filter((item) => item.label === label);
    if (own.length > 1 && !nearest.has(label))
      nearest.set(label, nearestOf(rows, ids, label, { width, height }));
    const mine = nearest.get(label);
    const pixels = Uint8Array.from(rows, (row, i) => {
      if (row === VOID || (mine !== undefined && mine[i] !== k + 1)) return NOT_COUNTED;
      return row === label ? INSIDE : OUTSIDE;
    });
    return [{ row: label, pixels }];
  });
}

/** By breadth first search, which component of a class each pixel is nearest to, `int32[height, width]`. */
function nearestOf(
  rows: Uint8Array,
  ids: Int32Array,
  label: number,
  { width, height }: { width: number; height: number },
): Int32Array {
  const nearest = new Int32Array(ids.length);
  const queue = new Int32Array(ids.length);
  let end = 0;
  for (let i = 0; i < ids.length; i++)
    if (rows[i] === label && label !== BACKGROUND) {
      nearest[i] = ids[i]!;
      queue[end++] = i;
    }
  for (let next = 0; next < end; next++) {
    const i = queue[next]!;
    const x = i % width;
    if (x > 0) reach(i - 1, i);
    if (x + 1 < width) reach(i + 1, i);
    if (i >= width) reach(i - width, i);
    if (i + width < width * height) reach(i + width, i);
  }
  return nearest;

  function reach(to: number, from: number): void {
    if (nearest[to] !== 0) return;
    nearest[to] = nearest[from]!;
    queue[end++] = to;
  }
}
