import { disagreement } from './disagreement.ts';
import { opinionMaps } from './opinionMaps.ts';
import { reducedProposal } from './reducedProposal.ts';
import type { RiskScore } from './RiskScore.ts';

/**
 * `1 - IoU` of the label map with AD-CAM of the mirrored photograph at the same thresholds: what is right should not depend on which side is left
 * (equivariance, as Wang et al., "Self-supervised Equivariant Attention Mechanism", 2020, train for).
 */
export const mirrorAgreement: RiskScore = {
  id: 'mirror',
  title: 'AD-CAM of the mirrored photograph',
  judge: (image) => {
    const maps = image.input.opinions && opinionMaps(image, image.input.opinions.mirrored);
    return maps && disagreement(image, reducedProposal(image, maps));
  },
};
