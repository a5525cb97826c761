import { disagreement } from './disagreement.ts';
import { gridMap } from './gridMap.ts';
import { meanDisagreement } from './meanDisagreement.ts';
import type { RiskScore } from './RiskScore.ts';

/**
 * CNN against ViT: patches are grouped anew around the mean features of the label map's classes and background, once by the ViT's tokens and once by
 * the CNN's features (`models/adcam/run/nearestRegion.ts`). The mean of `1 - IoU` of the label map with either.
 */
export const cnnAgainstVit: RiskScore = {
  id: 'networks',
  title: 'patches grouped by CNN and ViT',
  judge: (image) => {
    const { opinions } = image.input;
    if (!opinions) return undefined;
    const maps = [opinions.byVit, opinions.byCnn].filter((map) => map !== undefined);
    return meanDisagreement(maps.map((map) => disagreement(image, gridMap(image, map, opinions.grid))));
  },
};
