import { mean } from '../../../shared/numbers/mean.ts';

/** What images are like one by one, where `Metrics` takes all their pixels together. */
export interface ImageFigures {
  /** Mean over images of the mean IoU of the classes in the image's true mask, background left out; NaN where none has a class. */
  imgIoU: number;
  /** Standard error of that mean; NaN for fewer than two images. */
  imgIoUError: number;
  /** Shares of images whose mean IoU is at least 0.85, 0.7, 0.5. */
  share85: number;
  share70: number;
  share50: number;
}

/** @param means mean IoU of each image; NaN, which is left out, for an image whose true mask has no class */
export function imageFigures(means: readonly number[]): ImageFigures {
  const counted = means.filter((value) => !Number.isNaN(value));
  const n = counted.length;
  const imgIoU = mean(counted);
  const variance = counted.reduce((sum, value) => sum + (value - imgIoU) ** 2, 0) / (n - 1);
  const share = (least: number): number => counted.filter((value) => value >= least).length / n;
  return {
    ...{ imgIoU, imgIoUError: n > 1 ? Math.sqrt(variance / n) : NaN },
    ...{ share85: share(0.85), share70: share(0.7), share50: share(0.5) },
  };
}
