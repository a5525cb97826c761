import { createHash } from 'node:crypto';
import type { SplitOptions } from '../../../shared/export/splitOptions.ts';

export interface Split {
  train: string[];
  val: string[];
}

/** Parts the ids of a data set into training and validation. */
export function splitIds(ids: readonly string[], split: SplitOptions): Split {
  return 'val' in split
    ? splitByList(ids, new Set(split.val))
    : splitByRatio(ids, split.valShare, split.seed);
}

/**
 * Parts ids into training and validation. The order of a hash of seed and id decides, so an id seldom changes
 * sides when images are added.
 *
 * @param valShare share of the ids for validation, in [0, 1]
 */
export function splitByRatio(ids: readonly string[], valShare: number, seed: number): Split {
  const rank = (id: string): string => createHash('sha256').update(`${seed}/${id}`).digest('hex');
  const ranked = ids.map((id) => ({ id, rank: rank(id) })).sort((a, b) => (a.rank < b.rank ? -1 : 1));
  const val = new Set(ranked.slice(0, Math.round(ids.length * valShare)).map(({ id }) => id));
  return splitByList(ids, val);
}

/** Parts ids by a list of those for validation. */
export function splitByList(ids: readonly string[], val: ReadonlySet<string>): Split {
  return { train: ids.filter((id) => !val.has(id)), val: ids.filter((id) => val.has(id)) };
}
