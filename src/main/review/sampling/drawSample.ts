import { createHash } from 'node:crypto';
import type { ReviewPlan } from '../../../shared/review/ReviewPlan.ts';
import type { ReviewStrata } from './reviewStrata.ts';

/**
 * Draws images that nobody has looked at, at random: from each stratum in proportion to what the plan asks of it, or to what is left there where
 * the plan asks for nothing. The order of a hash of seed and path decides, so that the same seed draws the same images.
 *
 * @returns paths in the order in which they are to be looked at; fewer than `count` where no more are left
 */
export function drawSample(
  { strata }: ReviewStrata,
  plan: Pick<ReviewPlan, 'strata' | 'isDone'>,
  { count, seed }: { count: number; seed: string },
): string[] {
  const rank = (path: string): string => createHash('sha256').update(`${seed}/${path}`).digest('hex');
  const byRank = (a: [string, string], b: [string, string]): number => (a[0] < b[0] ? -1 : 1);
  const wanted = plan.strata.some(({ more }) => more > 0)
    ? plan.strata.map(({ more }) => more)
    : strata.map(({ left }) => left.length);
  const shares = sharesOf(
    wanted,
    strata.map(({ left }) => left.length),
    count,
  );
  return strata
    .flatMap(({ left }, h) =>
      left
        .map((path): [string, string] => [rank(path), path])
        .sort(byRank)
        .slice(0, shares[h]),
    )
    .sort(byRank)
    .map(([, path]) => path);
}

/** Parts a count in proportion to weights, by largest remainders; what one cannot take, others get. */
function sharesOf(weights: readonly number[], most: readonly number[], count: number): number[] {
  const shares = weights.map(() => 0);
  const all = most.reduce((sum, value) => sum + value, 0);
  for (let left = Math.min(count, all); left > 0; left--) {
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    let best = -1;
    let lack = -Infinity;
    for (const [h, weight] of weights.entries()) {
      if (shares[h]! >= most[h]!) continue;
      const own = total > 0 ? (count * weight) / total - shares[h]! : 0;
      if (own > lack) [best, lack] = [h, own];
    }
    shares[best]! += 1;
  }
  return shares;
}
