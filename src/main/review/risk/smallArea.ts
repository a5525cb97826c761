import type { RiskScore } from './RiskScore.ts';

/** Small things are proposed worse than large ones: one less the share of the image that a class, or a component, covers. A baseline. */
export const smallArea: RiskScore = {
  id: 'area',
  title: 'area alone',
  judge: ({ input, classes, components }) => {
    const total = input.width * input.height;
    const shares = classes.map((label) =>
      components.reduce((sum, item) => sum + (item.label === label ? item.area : 0), 0),
    );
    return {
      classes: shares.map((area) => 1 - area / total),
      components: components.map(({ area }) => 1 - area / total),
    };
  },
};
