import type { RiskScore } from './RiskScore.ts';

/** Leftovers: one less the share that the smallest component has of its class; of a component, one less its own share. A class in one piece has 0, one that is missing 1. */
export const smallestComponent: RiskScore = {
  id: 'pieces',
  title: 'smallest component',
  judge: ({ classes, components }) => {
    const areas = classes.map((label) => components.filter((item) => item.label === label));
    const total = areas.map((items) => items.reduce((sum, { area }) => sum + area, 0));
    return {
      classes: areas.map((items, i) =>
        items.length === 0 ? 1 : 1 - Math.min(...items.map(({ area }) => area)) / total[i]!,
      ),
      components: components.map(({ label, area }) => 1 - area / total[classes.indexOf(label)]!),
    };
  },
};
