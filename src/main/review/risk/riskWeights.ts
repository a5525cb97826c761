import type { RiskModel } from './RiskModel.ts';

/** What is judged. */
export type Judged = 'image' | 'class' | 'component';

/** Which weights are used: without second opinions, with them, or for label maps that did not come from AD-CAM. */
export const WEIGHTS_KINDS = ['alone', 'asked', 'foreign'] as const;
export type WeightsKind = (typeof WEIGHTS_KINDS)[number];

const COMPONENT: RiskModel = {
  intercept: -0.106,
  scores: {
    stability: { weight: 0.287, usual: 0.278 },
    moved: { weight: 0.154, usual: 0.187 },
    shape: { weight: 0.108, usual: 0.205 },
    margin: { weight: 0.318, usual: 0.514 },
    peak: { weight: 0.076, usual: 0.05 },
    classifier: { weight: 0.109, usual: 0.418 },
    pieces: { weight: 0.023, usual: 0.096 },
    edges: { weight: 0.376, usual: 0.106 },
    softmin: { weight: 0.199, usual: 0.502 },
    area: { weight: -0.031, usual: 0.801 },
  },
};

/**
 * Weights of the scores, by what is judged: without the networks' second opinions, and with them. Fitted by `bench/risk/fitWeights.ts` to every second of 260 VOC
 * photographs (docs/design.md).
 */
export const RISK_WEIGHTS: Record<WeightsKind, Record<Judged, RiskModel>> = {
  alone: {
    image: {
      intercept: -0.103,
      scores: {
        stability: { weight: 0.261, usual: 0.253 },
        moved: { weight: 0.13, usual: 0.16 },
        shape: { weight: 0.238, usual: 0.17 },
        margin: { weight: 0.342, usual: 0.477 },
        close: { weight: 0.155, usual: 0.669 },
        peak: { weight: 0.037, usual: 0.02 },
        classifier: { weight: 0.065, usual: 0.403 },
        pieces: { weight: 0.012, usual: 0.659 },
        edges: { weight: 0.185, usual: 0.105 },
        softmin: { weight: -0.086, usual: 0.582 },
        area: { weight: 0.022, usual: 0.768 },
      },
    },
    class: {
      intercept: -0.184,
      scores: {
        stability: { weight: 0.216, usual: 0.261 },
        moved: { weight: 0.087, usual: 0.168 },
        shape: { weight: 0.147, usual: 0.2 },
        margin: { weight: 0.309, usual: 0.507 },
        close: { weight: 0.178, usual: 0.705 },
        peak: { weight: -0.003, usual: 0.024 },
        classifier: { weight: 0.113, usual: 0.432 },
        pieces: { weight: 0.047, usual: 0.651 },
        edges: { weight: 0.246, usual: 0.107 },
        softmin: { weight: 0.178, usual: 0.514 },
        area: { weight: -0.045, usual: 0.787 },
      },
    },
    component: COMPONENT,
  },
  asked: {
    image: {
      intercept: -0.068,
      scores: {
        stability: { weight: 0.192, usual: 0.253 },
        moved: { weight: 0.036, usual: 0.16 },
        shape: { weight: 0.187, usual: 0.17 },
        cam: { weight: -0.011, usual: 0.448 },
        mirror: { weight: 0.077, usual: 0.181 },
        scales: { weight: 0.076, usual: 0.263 },
        spread: { weight: 0.106, usual: 0.207 },
        networks: { weight: 0.062, usual: 0.336 },
        margin: { weight: 0.33, usual: 0.477 },
        close: { weight: 0.131, usual: 0.669 },
        peak: { weight: 0.021, usual: 0.02 },
        classifier: { weight: 0.049, usual: 0.403 },
        pieces: { weight: 0.01, usual: 0.659 },
        edges: { weight: 0.195, usual: 0.105 },
        softmin: { weight: -0.118, usual: 0.582 },
        area: { weight: 0, usual: 0.768 },
      },
    },
    class: {
      intercept: -0.167,
      scores: {
        stability: { weight: 0.159, usual: 0.261 },
        moved: { weight: 0.017, usual: 0.168 },
        shape: { weight: 0.103, usual: 0.2 },
        cam: { weight: -0.028, usual: 0.459 },
        mirror: { weight: 0.043, usual: 0.192 },
        scales: { weight: 0.153, usual: 0.285 },
        spread: { weight: 0.04, usual: 0.235 },
        networks: { weight: 0.072, usual: 0.348 },
        margin: { weight: 0.285, usual: 0.507 },
        close: { weight: 0.153, usual: 0.705 },
        peak: { weight: -0.022, usual: 0.024 },
        classifier: { weight: 0.1, usual: 0.432 },
        pieces: { weight: 0.043, usual: 0.651 },
        edges: { weight: 0.264, usual: 0.107 },
        softmin: { weight: 0.177, usual: 0.514 },
        area: { weight: -0.068, usual: 0.787 },
      },
    },
    component: {
      intercept: -0.099,
      scores: {
        stability: { weight: 0.225, usual: 0.278 },
        moved: { weight: 0.082, usual: 0.187 },
        shape: { weight: 0.055, usual: 0.205 },
        cam: { weight: -0.053, usual: 0.479 },
        mirror: { weight: 0.064, usual: 0.211 },
        scales: { weight: 0.18, usual: 0.3 },
        spread: { weight: 0.036, usual: 0.225 },
        networks: { weight: 0.077, usual: 0.343 },
        margin: { weight: 0.284, usual: 0.514 },
        peak: { weight: 0.077, usual: 0.05 },
        classifier: { weight: 0.094, usual: 0.418 },
        pieces: { weight: 0.008, usual: 0.096 },
        edges: { weight: 0.368, usual: 0.106 },
        softmin: { weight: 0.202, usual: 0.502 },
        area: { weight: -0.054, usual: 0.801 },
      },
    },
  },
  // How scores go together is another thing where they did not make the label map; margins alone were best on the same half (docs/design.md).
  foreign: {
    image: { intercept: 0, scores: { margin: { weight: 1, usual: 0.5 } } },
    class: { intercept: 0, scores: { margin: { weight: 1, usual: 0.5 } } },
    component: COMPONENT,
  },
};
