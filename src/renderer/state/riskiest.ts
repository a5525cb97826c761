import type { ImageSummary } from '../../shared/contract/imageRoutes.ts';
import { isOpen } from '../../shared/images/imageState.ts';
import { placesByKey } from './placesByKey.ts';

/**
 * The order by risk: open images, the likeliest to be wrong first, then open ones of which no risk is known, then decided ones, both in the order of
 * the list.
 *
 * @param riskOf by image, in [0, 1]; undefined where nobody knows
 * @returns places in `images`
 */
export function riskiest(
  images: readonly Pick<ImageSummary, 'id' | 'state'>[],
  riskOf: (id: number) => number | undefined,
): number[] {
  return placesByKey(Float64Array.from(images, ({ id, state }) => (isOpen(state) ? (riskOf(id) ?? -1) : -2)));
}
