import { boundaryAtEdges } from './boundaryAtEdges.ts';
import { camAgreement } from './camAgreement.ts';
import { classifierConfidence } from './classifierConfidence.ts';
import { cnnAgainstVit } from './cnnAgainstVit.ts';
import { closeCalls, marginInside, marginPeak } from './margins.ts';
import { mirrorAgreement } from './mirrorAgreement.ts';
import { ownProposal } from './ownProposal.ts';
import { ownShape } from './ownShape.ts';
import type { RiskScore } from './RiskScore.ts';
import { scaleAgreement } from './scaleAgreement.ts';
import { smallArea } from './smallArea.ts';
import { smallestComponent } from './smallestComponent.ts';
import { softmin } from './softmin.ts';
import { spreadAgreement } from './spreadAgreement.ts';
import { taughtHead } from './taughtHead.ts';
import { thresholdStability } from './thresholdStability.ts';

/** Every score of risk, one row each. */
export const RISK_SCORES: readonly RiskScore[] = [
  thresholdStability,
  ownProposal,
  ownShape,
  camAgreement,
  mirrorAgreement,
  scaleAgreement,
  spreadAgreement,
  cnnAgainstVit,
  taughtHead,
  marginInside,
  closeCalls,
  marginPeak,
  classifierConfidence,
  smallestComponent,
  boundaryAtEdges,
  softmin,
  smallArea,
];

/** What orders the queue: the scores as their weights add them up. */
export const QUEUE = 'combined';
