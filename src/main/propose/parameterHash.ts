import { createHash } from 'node:crypto';
import type { ProposalParameters } from '../../shared/parameters/proposalParameters.ts';

/** Tells apart score maps that were made with different parameters; the order of keys does not matter. */
export function parameterHash(parameters: ProposalParameters): string {
  const sorted = Object.entries(parameters).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex');
}
