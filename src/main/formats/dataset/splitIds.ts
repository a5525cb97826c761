import { createHash } from 'node:crypto';
import { partSizes } from '../../../shared/export/partSizes.ts';
import type { ListSplit, Part, RatioSplit, SplitOptions } from '../../../shared/export/splitOptions.ts';
import { PARTS, ratioSplitSchema } from '../../../shared/export/splitOptions.ts';
import { stratify } from './stratify.ts';

export type Split = Record<Part, string[]>;

/** An image that goes into one of the parts. */
export interface Parted {
  id: string;
  /** Labels of the classes in its mask. */
  labels: readonly number[];
}

/** Parts the images of a data set. */
export function splitIds(images: readonly Parted[], split: SplitOptions): Split {
  const ids = images.map(({ id }) => id);
  if ('val' in split) return splitByList(ids, split);
  const ratio = ratioSplitSchema.parse(split);
  return ratio.stratify ? splitEvenly(images, ratio) : splitByRatio(ids, ratio);
}

/**
 * Parts ids by shares. The order of a hash of seed and id decides, so an id seldom changes sides when images are added: the first are for validation, those
 * after them for testing.
 */
export function splitByRatio(
  ids: readonly string[],
  { seed, ...shares }: Pick<RatioSplit, 'valShare' | 'testShare' | 'seed'>,
): Split {
  const ranked = byRank(ids, seed);
  const { val, test } = partSizes(ids.length, shares);
  return splitByList(ids, { val: ranked.slice(0, val), test: ranked.slice(val, val + test) });
}

/** Parts ids by lists; see `listSplitSchema` for those in no list. */
export function splitByList(ids: readonly string[], { train, val, test = [] }: ListSplit): Split {
  const places = new Map<string, Part>(train?.map((id) => [id, 'train']));
  for (const id of test) places.set(id, 'test');
  for (const id of val) places.set(id, 'val');
  const rest: Part | undefined = train ? undefined : 'train';
  return collect(ids, (id) => places.get(id) ?? rest);
}

/** Parts images by shares, each class as evenly as these allow. */
function splitEvenly(images: readonly Parted[], { seed, ...shares }: RatioSplit): Split {
  const sizes = partSizes(images.length, shares);
  const labelsOf = new Map(images.map(({ id, labels }) => [id, labels]));
  const ranked = byRank([...labelsOf.keys()], seed);
  const places = stratify(
    ranked.map((id) => labelsOf.get(id)!),
    PARTS.map((part) => sizes[part]),
  );
  const placeOf = new Map(ranked.map((id, index) => [id, PARTS[places[index]!]]));
  return collect([...labelsOf.keys()], (id) => placeOf.get(id));
}

function byRank(ids: readonly string[], seed: number): string[] {
  const rank = (id: string): string => createHash('sha256').update(`${seed}/${id}`).digest('hex');
  const ranked = ids.map((id) => ({ id, rank: rank(id) })).sort((a, b) => (a.rank < b.rank ? -1 : 1));
  return ranked.map(({ id }) => id);
}

function collect(ids: readonly string[], partOf: (id: string) => Part | undefined): Split {
  const split: Split = { train: [], val: [], test: [] };
  for (const id of ids) {
    const part = partOf(id);
    if (part) split[part].push(id);
  }
  return split;
}
