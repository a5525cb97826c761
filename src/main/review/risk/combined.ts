import type { ComponentRisks, ImageRisks } from './judge.ts';
import { riskOf } from './RiskModel.ts';
import type { WeightsKind } from './riskWeights.ts';
import { RISK_WEIGHTS } from './riskWeights.ts';

/** What single scores say of something, and what they add up to. */
export interface Combined {
  risk: number;
  scores: Record<string, number>;
}

/** All that is said of an image; `image` for its whole label map. */
export interface CombinedRisks {
  image: Combined;
  classes: (Combined & { label: number })[];
  components: (Combined & Omit<ComponentRisks, 'risks'>)[];
}

/** Adds single scores up. */
export function combined({ image, classes, components }: ImageRisks, kind: WeightsKind): CombinedRisks {
  const weights = RISK_WEIGHTS[kind];
  return {
    image: { risk: riskOf(weights.image, image), scores: image },
    classes: classes.map(({ label, risks }) => ({
      ...{ label, risk: riskOf(weights.class, risks), scores: risks },
    })),
    components: components.map(({ risks, ...rest }) => ({
      ...{ ...rest, risk: riskOf(weights.component, risks), scores: risks },
    })),
  };
}
