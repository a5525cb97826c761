import { AppError } from '../../../shared/errors/AppError.ts';
import { VOID } from '../../../shared/labels/labelCodes.ts';
import type { IndexMask } from '../../image/mask/readIndexMask.ts';
import { BadShape } from './BadShape.ts';
import { crossesItself } from './crossesItself.ts';
import type { Losses } from './Losses.ts';
import { paintArea } from './paintArea.ts';
import type { Shape } from './Shape.ts';
import { touchingObjects } from './touchingObjects.ts';

/** Numbers of shapes are kept in 16 bits. */
const MOST_SHAPES = 65_535;
/** Pixels that all shapes of an image may paint together, and how often each pixel of it at least. */
const MOST_PAINTED = 2e8;
const MOST_LAYERS = 16;

/** How shapes become labels. */
export interface Composition {
  /** Label of a class by the file's name for it: VOID where the project has none. */
  labelOf: (className: string) => number;
  /** How high the classes lie that lie above the others, by label (`heightsOf`). */
  heights: ReadonlyMap<number, number>;
  /** Is told what cannot be kept. */
  losses: Losses;
}

/** A label map, and what lies over what in it. */
export interface Composed extends IndexMask {
  /** Pixels that shapes of different classes both have. */
  overlapping: number;
  /** How many pixels shapes of one label have taken from those of another, the greatest first. */
  pairs: { over: number; under: number; pixels: number }[];
}

/**
 * Lays the shapes of one image over each other: background where there are none. Void (crowds, and what is of no class of the project) lies under everything else,
 * then the classes without a height, each shape over those before it, then the others by their height.
 *
 * @param file names the image in errors
 * @throws AppError `invalid-input` for more shapes, or more pixels in shapes, than are ever painted
 */
export function composeShapes(
  shapes: readonly Shape[],
  { width, height }: { width: number; height: number },
  { labelOf, heights, losses }: Composition,
  file: string,
): Composed {
  if (shapes.length > MOST_SHAPES)
    throw new AppError(
      'invalid-input',
      `${file} has ${shapes.length} shapes; ${MOST_SHAPES} are the most of one image.`,
    );
  const labels = shapes.map(({ className, isCrowd }) => (isCrowd ? VOID : labelOf(className)));
  const heightOf = (index: number): number =>
    labels[index] === VOID ? -1 : (heights.get(labels[index]!) ?? 0);
  const order = shapes.map((_, index) => index).sort((a, b) => heightOf(a) - heightOf(b) || a - b);
  const data = new Uint8Array(width * height);
  /** The shape on top, its position plus one; 0 where there is none. */
  const owner = new Uint16Array(width * height);
  const contested = new Uint8Array(width * height);
  const taken = new Map<number, number>();
  const under = new Uint32Array(256);
  const painted = new Uint32Array(shapes.length);
  let left = Math.max(MOST_PAINTED, MOST_LAYERS * width * height);
  for (const index of order) {
    const { area, what, isCrowd } = shapes[index]!;
    const label = labels[index]!;
    if (area.kind === 'unknown') {
      losses.add(`${what} without an outline`);
      continue;
    }
    let filled = 0;
    try {
      paintArea(area, { width, height }, (from, to) => {
        filled += to - from;
        left -= to - from;
        if (left < 0)
          throw new AppError(
            'invalid-input',
            `The shapes of ${file} cover it many times over. It is damaged.`,
          );
        for (let i = from; i < to; i++) {
          const below = data[i]!;
          if (below !== label && below !== VOID && owner[i] !== 0) {
            contested[i] = 1;
            under[below]! += 1;
          }
          data[i] = label;
          owner[i] = index + 1;
        }
      });
    } catch (error) {
      if (!(error instanceof BadShape)) throw error;
      losses.add(`${what} ${error.message}`);
      continue;
    }
    for (const [below, count] of under.entries())
      if (count > 0) taken.set(label * 256 + below, (taken.get(label * 256 + below) ?? 0) + count);
    under.fill(0);
    painted[index] = Math.min(filled, 0xffffffff);
    if (filled === 0) losses.add(`${what} beside the image or smaller than a pixel`);
    else if (isCrowd) losses.add('crowds, which become void');
    else if (area.kind === 'rings' && crossesItself(area.parts, filled, { width, height }))
      losses.add(`${what} that cross themselves, filled by the even-odd rule`);
  }
  const hidden = hiddenShapes(owner, painted);
  for (const index of hidden) losses.add(`${shapes[index]!.what} that lie wholly under others`);
  losses.add(
    'objects of one class that touch, which become one region',
    touchingObjects({ width, height, data, owner }, shapes),
  );
  let overlapping = 0;
  for (let i = 0; i < contested.length; i++) overlapping += contested[i]!;
  const pairs = [...taken]
    .map(([key, pixels]) => ({ over: key >> 8, under: key & 255, pixels }))
    .sort((a, b) => b.pixels - a.pixels);
  return { width, height, data, overlapping, pairs };
}

/** Positions of shapes that have painted something, of which nothing is left. */
function hiddenShapes(owner: Uint16Array, painted: Uint32Array): number[] {
  const seen = new Uint8Array(painted.length + 1);
  for (let i = 0; i < owner.length; i++) seen[owner[i]!] = 1;
  return [...painted.keys()].filter((index) => painted[index]! > 0 && seen[index + 1] === 0);
}
