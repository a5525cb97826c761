import type { ClassCounts } from './ClassCounts.ts';
import { sumOfCounts } from './ClassCounts.ts';
import type { ImageFigures } from './imageFigures.ts';
import { imageFigures } from './imageFigures.ts';
import type { ClassMetrics, Metrics } from './metrics.ts';
import { metricsOf } from './metrics.ts';
import type { Band } from './TrueMask.ts';
import { BANDS } from './TrueMask.ts';

/** How good the label maps of all images are. */
export interface MapsEvaluation extends Metrics, ImageFigures {
  perClass: (ClassMetrics & { images: number })[];
  /**
   * mIoU over the pixels within so many pixels of a boundary of the true mask (Kohli et al. 2009, "Robust higher order potentials for
   * enforcing label consistency"): those at most that far from the nearest pixel of another true label, void's rim included, which is itself not counted.
   */
  bands: Record<Band, number>;
}

/**
 * @param names background first
 * @param rings counts of each ring of `TrueMask`, from the boundary outwards
 * @param means mean IoU of each image
 * @param images how many images' true masks have each class, by name's position
 */
export function evaluationOfMaps(
  names: readonly string[],
  rings: readonly ClassCounts[],
  means: readonly number[],
  images: ArrayLike<number>,
): MapsEvaluation {
  const { miou, fp, fn, perClass } = metricsOf(names, sumOfCounts(rings));
  const band = BANDS.map((width, index) => [
    width,
    metricsOf(names, sumOfCounts(rings.slice(0, index + 1))).miou,
  ]);
  return {
    ...{ miou, ...imageFigures(means), fp, fn },
    bands: Object.fromEntries(band) as Record<Band, number>,
    perClass: perClass.map((metrics, c) => ({ ...metrics, images: images[c]! })),
  };
}
