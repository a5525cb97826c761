import { disagreement } from './disagreement.ts';
import { matchedMap } from './matchedMap.ts';
import type { RiskScore } from './RiskScore.ts';

/** Class activation against AD-CAM: `1 - IoU` of the label map with class activation before diffusion, thresholded to cover as much. */
export const camAgreement: RiskScore = {
  id: 'cam',
  title: 'class activation without diffusion',
  judge: (image) => {
    const { opinions } = image.input;
    if (!opinions || opinions.labels.length === 0) return undefined;
    return disagreement(
      image,
      matchedMap(image, { labels: opinions.labels, values: opinions.cam, grid: opinions.grid }),
    );
  },
};
