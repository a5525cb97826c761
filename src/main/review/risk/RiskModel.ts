/** How single scores add up to a risk. */
export interface RiskModel {
  intercept: number;
  /** By the name of a score: its weight, and its usual value, which counts where it says nothing. */
  scores: Record<string, { weight: number; usual: number }>;
}

/** So steep that what is expected is said as it is about the middle. */
const STEEPNESS = 4;

/**
 * The risk that scores add up to: the sum is about one less the IoU that is to be expected, and may lie beyond [0, 1]. A logistic function takes it into
 * (0, 1) without making any two equal, since risks are there to be ordered.
 */
export function riskOf({ intercept, scores }: RiskModel, said: Readonly<Record<string, number>>): number {
  let sum = intercept;
  for (const [id, { weight, usual }] of Object.entries(scores)) sum += weight * (said[id] ?? usual);
  return 1 / (1 + Math.exp(-STEEPNESS * (sum - 0.5)));
}
