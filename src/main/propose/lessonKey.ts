import { createHash } from 'node:crypto';
import type { ProposalParameters } from '../../shared/parameters/proposalParameters.ts';
import { learningBasis, lessonBasis } from './learningBasis.ts';

/**
 * Names all that a lesson is made from.
 *
 * @param decided the id of the acceptance, or what names the strokes of an image that is not accepted
 */
export function lessonKey(
  packHash: string,
  parameters: ProposalParameters,
  { contentHash, decided }: { contentHash: string | undefined; decided: unknown },
): string {
  const rest = createHash('sha256')
    .update(JSON.stringify([lessonBasis(packHash, parameters), contentHash, decided]))
    .digest('hex');
  return `${learningBasis(packHash, parameters)} ${rest}`;
}
