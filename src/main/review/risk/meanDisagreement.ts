import { mean } from '../../../shared/numbers/mean.ts';
import type { Disagreement } from './disagreement.ts';

/** The mean of several, class by class and component by component. @param all at least one */
export function meanDisagreement(all: readonly Disagreement[]): Disagreement {
  const [first] = all;
  return {
    classes: first!.classes.map((_, i) => mean(all.map(({ classes }) => classes[i]!))),
    components: first!.components.map((_, i) => mean(all.map(({ components }) => components[i]!))),
  };
}
