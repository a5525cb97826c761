import { BACKGROUND, VOID } from '../../shared/labels/labelCodes.ts';
import type { Layer, Rectangle } from '../../shared/labels/Layer.ts';
import type { Pixels } from './smallRegions.ts';
import { smallRegions } from './smallRegions.ts';

/** A small region of a label map that may be cleaned away. */
export interface Speck {
  /** The class that it is of, or that lies around it where it is a hole. */
  label: number;
  pixels: Pixels;
}

/** Pixels that become one label, and the rectangle around them. */
export interface Cleaned extends Rectangle {
  label: number;
  pixels: Pixels;
}

/**
 * Regions of a class, joined by corners too, of at most a number of pixels.
 *
 * @param map `uint8[height, width]` as it is seen: labels, and no untouched pixels; so for all functions here
 */
export function findSpecks(map: Layer, largest: number): Speck[] {
  const keyOf = (label: number): number | undefined => (isEmpty(label) ? undefined : label);
  return smallRegions(map, { keyOf, corners: true, largest }).map((pixels) => ({
    pixels,
    label: map.data[pixels[0]!]!,
  }));
}

/**
 * Regions of background and void, of at most a number of pixels, with nothing but one class around them. The edge of the
 * image is not around anything. What is around them holds together by corners, so they do not.
 */
export function findHoles(map: Layer, largest: number): Speck[] {
  const keyOf = (label: number): number | undefined => (isEmpty(label) ? 0 : undefined);
  return smallRegions(map, { keyOf, corners: false, largest }).flatMap((pixels) => {
    const around = new Set<number>();
    for (const index of pixels)
      for (const neighbour of neighbours(map, index)) {
        const label = neighbour === BEYOND ? BEYOND : map.data[neighbour]!;
        if (label === BEYOND || !isEmpty(label)) around.add(label);
      }
    const [label] = around;
    return around.size === 1 && label !== BEYOND ? [{ label: label!, pixels }] : [];
  });
}

/**
 * Removes specks: each becomes the label that has the longest border with it, other specks left out; the lower of two that
 * are equal, and background where nothing is left around it.
 */
export function removeSpecks(map: Layer, specks: readonly Speck[]): Cleaned[] {
  const removed = new Uint8Array(map.data.length);
  for (const { pixels } of specks) for (const index of pixels) removed[index] = 1;
  return specks.map(({ pixels }) => {
    const borders = new Map<number, number>();
    for (const index of pixels)
      for (const neighbour of neighbours(map, index)) {
        if (neighbour === BEYOND || removed[neighbour] === 1) continue;
        const label = map.data[neighbour]!;
        borders.set(label, (borders.get(label) ?? 0) + 1);
      }
    const [longest] = [...borders].sort(([a, longA], [b, longB]) => longB - longA || a - b);
    return { ...boundsOf(map, pixels), pixels, label: longest?.[0] ?? BACKGROUND };
  });
}

/** Fills holes with the class around them. */
export function fillHoles(map: Layer, holes: readonly Speck[]): Cleaned[] {
  return holes.map((hole) => ({ ...boundsOf(map, hole.pixels), ...hole }));
}

/** Stands for what lies beyond the edge of the image. */
const BEYOND = -1;

function isEmpty(label: number): boolean {
  return label === BACKGROUND || label === VOID;
}

/** The four pixels that share an edge with one. */
function neighbours({ width, height }: Layer, index: number): number[] {
  const x = index % width;
  return [
    x > 0 ? index - 1 : BEYOND,
    x + 1 < width ? index + 1 : BEYOND,
    index >= width ? index - width : BEYOND,
    index < width * (height - 1) ? index + width : BEYOND,
  ];
}

function boundsOf({ width }: Layer, pixels: Pixels): Rectangle {
  const [first, last] = [pixels[0]!, pixels.at(-1)!];
  const [top, bottom] = [Math.floor(first / width), Math.floor(last / width)];
  let [left, right] = [width, 0];
  for (const index of pixels) {
    left = Math.min(left, index % width);
    right = Math.max(right, index % width);
  }
  return { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}
