/**
 * Average precision of a ranking: the mean, over what is looked for, of the share of it among all that are ranked at least as high;
 * NaN where there is nothing to look for.
 *
 * @param ranked scores, and whether each is one that is looked for
 */
export function averagePrecision(ranked: readonly { score: number; isWanted: boolean }[]): number {
  let [found, sum] = [0, 0];
  const sorted = ranked.toSorted((a, b) => b.score - a.score);
  for (const [index, { isWanted }] of sorted.entries()) {
    if (!isWanted) continue;
    found += 1;
    sum += found / (index + 1);
  }
  return found === 0 ? NaN : sum / found;
}
