import type { Losses } from '../shapes/Losses.ts';
import type { Shape } from '../shapes/Shape.ts';

/** Shares of the image that lie farther beside it than this are none. */
const FARTHEST = 1.5;

/**
 * The shapes of a label file of YOLO: in each line the number of a class and the corners of a polygon, or a box, as shares of the image; a confidence may follow.
 *
 * @param nameOf a class by its number
 * @param losses is told of lines that are left out
 */
export function yoloShapes(
  text: string,
  nameOf: (number: number) => string,
  { width, height }: { width: number; height: number },
  losses: Losses,
): Shape[] {
  return text.split('\n').flatMap((line): Shape[] => {
    const [first, ...values] = line.trim().split(/\s+/);
    if (first === '') return [];
    const numbers = values.map(Number);
    if (!/^\d{1,9}(\.0*)?$/.test(first!) || values.length < 4 || !numbers.every(Number.isFinite)) {
      losses.add('lines that cannot be read');
      return [];
    }
    const className = nameOf(Number(first));
    if (numbers.length < 6) return [{ className, what: 'boxes', area: { kind: 'unknown' } }];
    const ring = numbers.slice(0, numbers.length - (numbers.length % 2));
    if (ring.some((share) => Math.abs(share) > FARTHEST)) {
      losses.add('polygons whose coordinates are no shares of the image');
      return [];
    }
    const corners = ring.map((share, i) => share * (i % 2 === 0 ? width : height));
    return [{ className, what: 'polygons', area: { kind: 'rings', parts: [[corners]] } }];
  });
}
