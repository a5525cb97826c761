/** How single scores add up to a risk. */
export interface RiskModel {
  intercept: number;
  /** By the name of a score: its weight, and its usual value, which counts where it says nothing. */
  scores: Record<string, { weight: number; usual: number }>;
}

/** The risk that scores add up to, cut to [0, 1]; meant as one less the IoU that is to be expected. */
export function riskOf({ intercept, scores }: RiskModel, said: Readonly<Record<string, number>>): number {
  let risk = intercept;
  for (const [id, { weight, usual }] of Object.entries(scores)) risk += weight * (said[id] ?? usual);
  return Math.min(1, Math.max(0, risk));
}
