/**
 * Names what a label map is made from, so that page and application can tell whether one that was asked for is still of what is
 * there: the proposal, its thresholds, the void half-width.
 *
 * @param key of the proposal
 * @param thresholds in the order of its scores
 */
export function proposalBasis(key: string, thresholds: readonly number[], voidHalfWidth: number): string {
  return JSON.stringify([key, thresholds, voidHalfWidth]);
}
