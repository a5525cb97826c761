import type { ImageObjects } from '../../../shared/objects/findObjects.ts';
import { objectOutlines, ringOfAll } from '../geometry/objectRings.ts';

/**
 * The text of a label file: a line for each object, the number of its class and its polygon in shares of width and height, with so many digits that a corner lies
 * within a hundredth of a pixel.
 *
 * @param numbers of classes from 0 on, by label
 */
export function yoloText(
  { ids, objects }: ImageObjects,
  { width, height }: { width: number; height: number },
  numbers: ReadonlyMap<number, number>,
): string {
  const digits = Math.max(6, String(Math.max(width, height)).length + 2);
  const share = (value: number, size: number): string => String(Number((value / size).toFixed(digits)));
  const lines = objects.map(({ label, box }, index) => {
    const ring = ringOfAll(objectOutlines(ids, width, index + 1, box));
    const corners = ring.map((value, i) => share(value, i % 2 === 0 ? width : height));
    return `${numbers.get(label)} ${corners.join(' ')}\n`;
  });
  return lines.join('');
}

/** @throws RangeError for a line that is none */
export function readYoloText(
  text: string,
  { width, height }: { width: number; height: number },
): { number: number; ring: number[] }[] {
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.map((line) => {
    const [number, ...corners] = line.split(' ').map(Number);
    const isWhole = corners.length >= 6 && corners.length % 2 === 0 && corners.every(isShare);
    if (!Number.isInteger(number) || !isWhole) throw new RangeError(line.slice(0, 40));
    return { number: number!, ring: corners.map((value, i) => value * (i % 2 === 0 ? width : height)) };
  });
}

function isShare(value: number): boolean {
  return value >= 0 && value <= 1;
}
