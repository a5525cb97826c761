import type { RiskScore } from './RiskScore.ts';

/**
 * Classifier confidence against area: `1 - p^(1 - a)`, with p what the classifier says of the class and a the share of the image that the class
 * covers. A class that covers much should be certain; of one that covers nothing, as much is wrong as can be.
 */
export const classifierConfidence: RiskScore = {
  id: 'classifier',
  title: 'classifier confidence against area',
  judge: ({ input, classes, components }) => {
    const { confidences } = input;
    if (!confidences) return undefined;
    const total = input.width * input.height;
    const risk = (label: number, area: number): number => {
      const p = confidences.find((item) => item.label === label)?.probability;
      return p === undefined ? NaN : 1 - p ** (1 - area / total);
    };
    const areaOf = (label: number): number =>
      components.reduce((sum, item) => sum + (item.label === label ? item.area : 0), 0);
    return {
      classes: classes.map((label) => risk(label, areaOf(label))),
      components: components.map(({ label, area }) => risk(label, area)),
    };
  },
};
