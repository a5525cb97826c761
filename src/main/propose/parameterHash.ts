import { createHash } from 'node:crypto';
import type { ProposalParameters } from '../../shared/parameters/proposalParameters.ts';
import type { Tagging } from '../../shared/parameters/tagging.ts';
import { FIRST_TAGGING } from '../../shared/parameters/tagging.ts';

/**
 * Tells apart score maps that were made with different parameters; the order of keys does not matter.
 *
 * @param tagging how their tags were chosen, where the classifier chose them
 */
export function parameterHash(parameters: ProposalParameters, tagging: Tagging = FIRST_TAGGING): string {
  const sorted: unknown[] = Object.entries(parameters).sort(([a], [b]) => (a < b ? -1 : 1));
  // Scores of before there was a choice stay current.
  const all = tagging === FIRST_TAGGING ? sorted : [...sorted, tagging];
  return createHash('sha256').update(JSON.stringify(all)).digest('hex');
}
