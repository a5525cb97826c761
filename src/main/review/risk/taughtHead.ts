import type { RiskScore } from './RiskScore.ts';

/** The taught head against AD-CAM, where there is one: `1 - IoU` of what either says (`models/adcam/run/mixScores.ts`), kept with the proposal; of the image as a whole. */
export const taughtHead: RiskScore = {
  id: 'head',
  title: 'taught head against AD-CAM',
  judge: ({ input, classes }) =>
    input.dispute === undefined ? undefined : { image: input.dispute, classes: classes.map(() => NaN) },
};
