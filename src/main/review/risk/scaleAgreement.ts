import { disagreement } from './disagreement.ts';
import { meanDisagreement } from './meanDisagreement.ts';
import { opinionMaps } from './opinionMaps.ts';
import { reducedProposal } from './reducedProposal.ts';
import type { RiskScore } from './RiskScore.ts';

/** Mean over the CNN's input sizes of `1 - IoU` of the label map with AD-CAM from that size alone, at the same thresholds. */
export const scaleAgreement: RiskScore = {
  id: 'scales',
  title: 'AD-CAM at each size alone',
  judge: (image) => {
    const { opinions } = image.input;
    const maps = (opinions?.sizes ?? []).flatMap((values) => opinionMaps(image, values) ?? []);
    if (maps.length === 0) return undefined;
    return meanDisagreement(maps.map((item) => disagreement(image, reducedProposal(image, item))));
  },
};
