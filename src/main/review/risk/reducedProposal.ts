import { composeProposal } from '../../../shared/labels/composeProposal.ts';
import type { JudgedImage } from './JudgedImage.ts';
import type { RiskScoreMaps } from './RiskInput.ts';

/**
 * What scores say at their thresholds, without void and without edges, at the size at which an image is judged.
 *
 * @param shift is added to every threshold
 * @returns `uint8[height, width]`
 */
export function reducedProposal(
  { width, height }: JudgedImage,
  { labels, values, grid, thresholds }: RiskScoreMaps,
  shift = 0,
): Uint8Array {
  return composeProposal({ values, classes: labels.length, grid }, width, height, {
    ...{ labels, voidHalfWidth: 0 },
    thresholds: thresholds.map((t) => t + shift),
  });
}
