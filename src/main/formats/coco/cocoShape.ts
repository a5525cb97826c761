import type { JsonObject } from '../json/values.ts';
import { idIn, isObject } from '../json/values.ts';
import type { Ring } from '../geometry/Ring.ts';
import { BadShape } from '../shapes/BadShape.ts';
import type { Losses } from '../shapes/Losses.ts';
import type { Area, Shape } from '../shapes/Shape.ts';
import { expandCounts } from './rle.ts';

/** Compressed runs take so many characters at most, each, and an image has not more runs than pixels and one. */
const CHARACTERS_A_RUN = 7;

/** Name of a class that a file has no name for. */
export function categoryName(id: unknown, categories: ReadonlyMap<string | number, string>): string {
  const known = idIn(id);
  return (known === undefined ? undefined : categories.get(known)) ?? `category ${known ?? 'without an id'}`;
}

/**
 * The shape that an annotation of COCO is: polygons, which are united, or runs, uncompressed or compressed.
 *
 * @param size of its image
 * @param losses is told of parts that are left out
 * @returns undefined where it has no region and no box
 */
export function cocoShape(
  { category_id, iscrowd, segmentation, bbox }: JsonObject,
  categories: ReadonlyMap<string | number, string>,
  size: { width: number; height: number },
  losses: Losses,
): Shape | undefined {
  const className = categoryName(category_id, categories);
  const isCrowd = iscrowd === 1 || iscrowd === true;
  if (isObject(segmentation)) {
    const area = areaOfRuns(segmentation, size, losses);
    return area && { className, isCrowd, area, what: 'masks' };
  }
  const parts = Array.isArray(segmentation) ? polygonsIn(segmentation, losses) : [];
  if (parts.length > 0) return { className, isCrowd, area: { kind: 'rings', parts }, what: 'polygons' };
  if (Array.isArray(bbox)) return { className, isCrowd, area: { kind: 'unknown' }, what: 'boxes' };
  losses.add('annotations without a region');
  return undefined;
}

/** A list of rings, or one ring whose coordinates stand in the list itself. */
function polygonsIn(segmentation: readonly unknown[], losses: Losses): Ring[][] {
  const lists = typeof segmentation[0] === 'number' ? [segmentation] : segmentation;
  return lists.flatMap((list) => {
    if (Array.isArray(list) && list.length >= 6 && list.length % 2 === 0) return [[list as number[]]];
    losses.add('parts of polygons with fewer than three corners');
    return [];
  });
}

function areaOfRuns(
  { size: stated, counts }: JsonObject,
  { width, height }: { width: number; height: number },
  losses: Losses,
): Area | undefined {
  if (!Array.isArray(stated) || stated[0] !== height || stated[1] !== width) {
    losses.add('masks of another size than their image');
    return undefined;
  }
  if (Array.isArray(counts)) return { kind: 'counts', counts: () => counts as number[] };
  return { kind: 'counts', counts: () => expanded(counts, width * height) };
}

function expanded(counts: unknown, pixels: number): number[] {
  try {
    if (typeof counts === 'string' && counts.length <= CHARACTERS_A_RUN * (pixels + 1))
      return expandCounts(counts);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  throw new BadShape('with runs that cannot be read');
}
