import type { StoredScores } from '../project/ScoreTable.ts';

/** Tells a proposal from the one that comes after it: with what it was made, and for which classes. */
export function proposalKey({
  packHash,
  parameterHash,
  labels,
}: Pick<StoredScores, 'packHash' | 'parameterHash' | 'labels'>): string {
  return [packHash.slice(0, 16), parameterHash.slice(0, 16), labels.join('.')].join('-');
}
