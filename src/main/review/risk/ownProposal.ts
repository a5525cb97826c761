import { disagreement } from './disagreement.ts';
import { reducedProposal } from './reducedProposal.ts';
import type { RiskScore } from './RiskScore.ts';

/**
 * `1 - IoU` of the label map with what AD-CAM's scores alone say at their thresholds: how far the photograph's edges, or hands, have moved a
 * proposal; of a label map from elsewhere, how far it is from AD-CAM's.
 */
export const ownProposal: RiskScore = {
  id: 'moved',
  title: 'label map against AD-CAM without edges',
  judge: (image) => {
    const { scores } = image.input;
    return scores && disagreement(image, reducedProposal(image, scores));
  },
};
