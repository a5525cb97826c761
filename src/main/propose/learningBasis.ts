import { createHash } from 'node:crypto';
import type { ProposalParameters } from '../../shared/parameters/proposalParameters.ts';

/** Another one for every change of how features are made. */
const VERSION = 1;

/** Names what features of patches are of: the networks, and the attention that they are smoothed over. Heads of another basis mean nothing. */
export function learningBasis(packHash: string, { layers, gamma }: ProposalParameters): string {
  return createHash('sha256')
    .update(JSON.stringify([VERSION, packHash, layers, gamma]))
    .digest('hex');
}

/** The same with all that decides the scores of AD-CAM which a lesson holds. */
export function lessonBasis(packHash: string, parameters: ProposalParameters): string {
  const sorted = Object.entries(parameters).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([VERSION, packHash, sorted]))
    .digest('hex');
}
