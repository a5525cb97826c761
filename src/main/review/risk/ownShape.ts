import { disagreement } from './disagreement.ts';
import { matchedMap } from './matchedMap.ts';
import type { RiskScore } from './RiskScore.ts';

/**
 * `1 - IoU` of the label map with AD-CAM's scores thresholded to cover as much: whether what it covers is what scores highest. It says most of label maps
 * from elsewhere, which know nothing of AD-CAM's thresholds.
 */
export const ownShape: RiskScore = {
  id: 'shape',
  title: 'label map against AD-CAM of the same area',
  judge: (image) => {
    const { scores } = image.input;
    return scores && scores.labels.length > 0 ? disagreement(image, matchedMap(image, scores)) : undefined;
  },
};
