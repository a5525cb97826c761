import { disagreement } from './disagreement.ts';
import { reducedProposal } from './reducedProposal.ts';
import type { RiskScore } from './RiskScore.ts';

/**
 * `1 - IoU` of the label map with itself after one step over the refined attention: each patch takes what the patches have that the ViT
 * holds for alike, and is of a class where that is more than half. What is one thing to the ViT stays.
 */
export const spreadAgreement: RiskScore = {
  id: 'spread',
  title: 'label map spread over attention',
  judge: (image) => {
    const { opinions } = image.input;
    if (!opinions) return undefined;
    const { regions: labels, spread: values, grid } = opinions;
    const thresholds = labels.map(() => 0.5);
    return disagreement(image, reducedProposal(image, { labels, values, grid, thresholds }));
  },
};
