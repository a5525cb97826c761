import { ranks } from './ranks.ts';

/** Which share of all images counts as the worst. */
const WORST = 0.2;
/** Shares of the images that are looked at. */
export const LOOKED_AT = [0.05, 0.1, 0.2, 0.5] as const;

/**
 * Which share of the worst fifth of the images is found when those of the greatest risk are looked at first.
 *
 * @param risks of each image; what is no number is in the middle
 * @param qualities of each image, such as its mean IoU
 * @returns by share of the images that are looked at, the share of the worst that is among them, in [0, 1]
 */
export function foundOfWorst(risks: readonly number[], qualities: readonly number[]): Record<string, number> {
  const inOrder = [...qualities.keys()].sort((a, b) => qualities[a]! - qualities[b]!);
  const worst = new Set(inOrder.slice(0, Math.round(WORST * qualities.length)));
  const rank = ranks(risks);
  const queue = [...risks.keys()].sort((a, b) => rank[b]! - rank[a]!);
  return Object.fromEntries(
    LOOKED_AT.map((share) => {
      const seen = queue.slice(0, Math.round(share * queue.length));
      return [share, seen.filter((i) => worst.has(i)).length / worst.size];
    }),
  );
}
