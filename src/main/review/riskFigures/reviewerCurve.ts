import { mean } from '../../../shared/numbers/mean.ts';
import type { ClassCounts } from '../evaluate/ClassCounts.ts';
import { sumOfCounts } from '../evaluate/ClassCounts.ts';

/** At which shares of the images that were opened the data set's quality is told. */
export const OPENED_AT = [0, 0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1] as const;

/**
 * What a reviewer brings who opens images in an order, and mends all that is wrong in each: the mean IoU over classes of the whole data set,
 * background included, after each share of OPENED_AT.
 *
 * @param images pixels of each class, as they are
 * @param order places of images, the one that is opened first in front
 */
export function reviewerCurve(images: readonly ClassCounts[], order: readonly number[]): number[] {
  const sum = sumOfCounts(images);
  const curve: number[] = [];
  let opened = 0;
  for (const share of OPENED_AT) {
    for (; opened < Math.round(share * images.length); opened++) mend(sum, images[order[opened]!]!);
    curve.push(meanIou(sum));
  }
  return curve;
}

/** All pixels of an image become what they truly are. */
function mend(sum: ClassCounts, { truth, predicted, hit }: ClassCounts): void {
  for (let c = 0; c < truth.length; c++) {
    sum.predicted[c]! += truth[c]! - predicted[c]!;
    sum.hit[c]! += truth[c]! - hit[c]!;
  }
}

/** Over the classes that occur. */
function meanIou(sum: ClassCounts): number {
  return mean([...sum.truth.keys()].map((c) => sum.iou(c)).filter((iou) => !Number.isNaN(iou)));
}
