import { disagreement } from './disagreement.ts';
import { meanDisagreement } from './meanDisagreement.ts';
import { reducedProposal } from './reducedProposal.ts';
import type { RiskScore } from './RiskScore.ts';

/** How far the thresholds are moved. */
const SHIFTS = [-0.1, -0.05, 0.05, 0.1] as const;

/**
 * A mask that is right mostly ends where scores fall steeply, so that it stays where it is when its threshold moves: the mean over the
 * thresholds `t - 0.1, t - 0.05, t + 0.05, t + 0.1` of `1 - IoU(mask at t, mask at the other)`. It is what maximally stable extremal
 * regions look for (Matas et al., "Robust Wide Baseline Stereo from Maximally Stable Extremal Regions", 2002), on score maps.
 */
export const thresholdStability: RiskScore = {
  id: 'stability',
  title: 'threshold stability',
  judge: (image) => {
    const { scores } = image.input;
    if (!scores || scores.labels.length === 0) return undefined;
    return meanDisagreement(
      SHIFTS.map((shift) => disagreement(image, reducedProposal(image, scores, shift))),
    );
  },
};
