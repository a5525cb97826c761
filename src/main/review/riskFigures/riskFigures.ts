import { foundOfWorst } from './foundOfWorst.ts';
import { precisionAtRecall } from './precisionAtRecall.ts';
import { spearman } from './spearman.ts';

/** How well one score finds what is wrong. */
export interface RiskFigures {
  /** Rank correlation of risk with one less the mean IoU, in [-1, 1]. */
  spearman: number;
  /** By share of the images that are looked at in the order of risk, which share of the worst fifth is among them. */
  found: Record<string, number>;
  /** Precision of "wrong" among components, where half of those that are wrong were found; NaN where the score does not judge components. */
  componentPrecision: number;
}

/** A component whose IoU with the truth is below is wrong; of those that are smaller than a hundredth of their image, as objects that are clicked, nothing is said. */
export const WRONG = 0.5;
export const SMALLEST = 0.01;
const RECALL = 0.5;

/** What was judged and is known of one image. */
export interface KnownImage {
  miou: number;
  /** IoU of each component with the truth. */
  components: number[];
}

/**
 * @param images those with a mean IoU
 * @param risks of each of them: of the image, and of each of its components; NaN where a score says nothing
 */
export function riskFigures(
  images: readonly KnownImage[],
  risks: readonly { image: number; components: number[] }[],
): RiskFigures {
  const qualities = images.map(({ miou }) => miou);
  const ofImages = risks.map(({ image }) => image);
  const ofComponents = risks.flatMap(({ components }) => components);
  const isWrong = images.flatMap(({ components }) => components.map((iou) => iou < WRONG));
  return {
    spearman: spearman(
      ofImages,
      qualities.map((quality) => 1 - quality),
    ),
    found: foundOfWorst(ofImages, qualities),
    componentPrecision: ofComponents.every(Number.isNaN)
      ? NaN
      : precisionAtRecall(ofComponents, isWrong, RECALL),
  };
}
