import type { RiskScore } from './RiskScore.ts';
import { smallArea } from './smallArea.ts';
import { softmin } from './softmin.ts';
import { thresholdStability } from './thresholdStability.ts';

/** Every score of risk, one row each. */
export const RISK_SCORES: readonly RiskScore[] = [thresholdStability, softmin, smallArea];

/** The score by which images are looked at first. */
export const QUEUE = 'stability';
