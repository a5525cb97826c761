import type { StoredScores } from '../project/ScoreTable.ts';

/** Tells a proposal from the one that comes after it: with what it was made, what was learned included, and for which classes. */
export function proposalKey({
  packHash,
  parameterHash,
  labels,
  head = 0,
}: Pick<StoredScores, 'packHash' | 'parameterHash' | 'labels' | 'head'>): string {
  return [packHash.slice(0, 16), parameterHash.slice(0, 16), labels.join('.'), head].join('-');
}
