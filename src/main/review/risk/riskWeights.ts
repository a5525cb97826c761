import type { RiskModel } from './RiskModel.ts';

/** What is judged. */
export type Judged = 'image' | 'class' | 'component';

/**
 * Weights of the scores, by what is judged: without the networks' second opinions, and with them. Fitted by `bench/risk/fitWeights.ts` to every second of 260 VOC
 * photographs (docs/design.md).
 */
export const RISK_WEIGHTS: Record<'alone' | 'asked', Record<Judged, RiskModel>> = {
  alone: {
    image: {
      intercept: -0.168,
      scores: {
        stability: { weight: 0.283, usual: 0.253 },
        moved: { weight: 0.191, usual: 0.16 },
        margin: { weight: 0.406, usual: 0.477 },
        close: { weight: 0.167, usual: 0.669 },
        peak: { weight: 0.074, usual: 0.02 },
        classifier: { weight: 0.069, usual: 0.403 },
        pieces: { weight: 0.015, usual: 0.659 },
        edges: { weight: 0.175, usual: 0.105 },
        softmin: { weight: -0.028, usual: 0.582 },
        area: { weight: 0.04, usual: 0.768 },
      },
    },
    class: {
      intercept: -0.219,
      scores: {
        stability: { weight: 0.239, usual: 0.261 },
        moved: { weight: 0.134, usual: 0.168 },
        margin: { weight: 0.351, usual: 0.507 },
        close: { weight: 0.189, usual: 0.705 },
        peak: { weight: 0.015, usual: 0.024 },
        classifier: { weight: 0.115, usual: 0.432 },
        pieces: { weight: 0.05, usual: 0.651 },
        edges: { weight: 0.234, usual: 0.107 },
        softmin: { weight: 0.19, usual: 0.514 },
        area: { weight: -0.029, usual: 0.787 },
      },
    },
    component: {
      intercept: -0.126,
      scores: {
        stability: { weight: 0.299, usual: 0.278 },
        moved: { weight: 0.181, usual: 0.187 },
        margin: { weight: 0.351, usual: 0.514 },
        peak: { weight: 0.078, usual: 0.05 },
        classifier: { weight: 0.111, usual: 0.418 },
        pieces: { weight: 0.028, usual: 0.096 },
        edges: { weight: 0.372, usual: 0.106 },
        softmin: { weight: 0.209, usual: 0.502 },
        area: { weight: -0.017, usual: 0.801 },
      },
    },
  },
  asked: {
    image: {
      intercept: -0.11,
      scores: {
        stability: { weight: 0.19, usual: 0.253 },
        moved: { weight: 0.058, usual: 0.16 },
        cam: { weight: 0.002, usual: 0.448 },
        mirror: { weight: 0.094, usual: 0.181 },
        scales: { weight: 0.095, usual: 0.263 },
        spread: { weight: 0.127, usual: 0.207 },
        networks: { weight: 0.078, usual: 0.336 },
        margin: { weight: 0.373, usual: 0.477 },
        close: { weight: 0.135, usual: 0.669 },
        peak: { weight: 0.046, usual: 0.02 },
        classifier: { weight: 0.048, usual: 0.403 },
        pieces: { weight: 0.012, usual: 0.659 },
        edges: { weight: 0.195, usual: 0.105 },
        softmin: { weight: -0.087, usual: 0.582 },
        area: { weight: 0.006, usual: 0.768 },
      },
    },
    class: {
      intercept: -0.189,
      scores: {
        stability: { weight: 0.161, usual: 0.261 },
        moved: { weight: 0.031, usual: 0.168 },
        cam: { weight: -0.017, usual: 0.459 },
        mirror: { weight: 0.055, usual: 0.192 },
        scales: { weight: 0.168, usual: 0.285 },
        spread: { weight: 0.054, usual: 0.235 },
        networks: { weight: 0.082, usual: 0.348 },
        margin: { weight: 0.308, usual: 0.507 },
        close: { weight: 0.155, usual: 0.705 },
        peak: { weight: -0.014, usual: 0.024 },
        classifier: { weight: 0.099, usual: 0.432 },
        pieces: { weight: 0.045, usual: 0.651 },
        edges: { weight: 0.265, usual: 0.107 },
        softmin: { weight: 0.186, usual: 0.514 },
        area: { weight: -0.065, usual: 0.787 },
      },
    },
    component: {
      intercept: -0.109,
      scores: {
        stability: { weight: 0.225, usual: 0.278 },
        moved: { weight: 0.087, usual: 0.187 },
        cam: { weight: -0.049, usual: 0.479 },
        mirror: { weight: 0.069, usual: 0.211 },
        scales: { weight: 0.189, usual: 0.3 },
        spread: { weight: 0.044, usual: 0.225 },
        networks: { weight: 0.082, usual: 0.343 },
        margin: { weight: 0.296, usual: 0.514 },
        peak: { weight: 0.077, usual: 0.05 },
        classifier: { weight: 0.094, usual: 0.418 },
        pieces: { weight: 0.008, usual: 0.096 },
        edges: { weight: 0.37, usual: 0.106 },
        softmin: { weight: 0.207, usual: 0.502 },
        area: { weight: -0.052, usual: 0.801 },
      },
    },
  },
};
