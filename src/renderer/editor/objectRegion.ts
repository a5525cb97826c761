import type { ImageObjects } from '../../shared/objects/findObjects.ts';
import type { Region } from './findRegion.ts';

/**
 * The pixels of an object that have the value of one of them, connected or not.
 *
 * @param labelOf what they become part of: the object's label, or what a rule makes of its pixels
 * @param start a pixel of the object
 */
export function objectRegion(
  { width }: { width: number },
  { ids, objects }: ImageObjects,
  labelOf: (x: number, y: number) => number,
  start: { x: number; y: number },
): Region {
  const id = ids[start.y * width + start.x]!;
  const { xmin, ymin, xmax, ymax } = objects[id - 1]!.box;
  const label = labelOf(start.x, start.y);
  const pixels: number[] = [];
  for (let y = ymin - 1; y < ymax; y++)
    for (let x = xmin - 1; x < xmax; x++)
      if (ids[y * width + x] === id && labelOf(x, y) === label) pixels.push(y * width + x);
  const area = { x: xmin - 1, y: ymin - 1, width: xmax - xmin + 1, height: ymax - ymin + 1 };
  return { ...area, label, pixels: Uint32Array.from(pixels) };
}
