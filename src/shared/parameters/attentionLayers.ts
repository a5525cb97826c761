import { AppError } from '../errors/AppError.ts';
import type { ProposalParameters } from './proposalParameters.ts';

/**
 * The attention layers that are averaged, counted from 0.
 *
 * @param available how many the pack has
 * @throws AppError `invalid-input` for a layer that the pack does not have
 */
export function attentionLayers(layers: ProposalParameters['layers'], available: number): number[] {
  if (layers === 'all') return Array.from({ length: available }, (_, layer) => layer);
  const unknown = layers.find((layer) => layer >= available);
  if (unknown !== undefined) {
    throw new AppError(
      'invalid-input',
      `There is no attention layer ${unknown}: this pack has ${available} (0 to ${available - 1}).`,
    );
  }
  return layers;
}
