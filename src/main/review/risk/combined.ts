import type { ComponentRisks, ImageRisks } from './judge.ts';
import { riskOf } from './RiskModel.ts';
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

/** Adds single scores up, with the weights for what was asked. */
export function combined({ image, classes, components }: ImageRisks): CombinedRisks {
  const weights = RISK_WEIGHTS[wasAsked(image) ? 'asked' : 'alone'];
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

/** Whether the networks were asked for second opinions, by what scores say of an image. */
export function wasAsked(scores: Readonly<Record<string, number>>): boolean {
  return scores['mirror'] !== undefined;
}
