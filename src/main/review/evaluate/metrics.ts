import type { ClassCounts } from './ClassCounts.ts';
import { mean } from '../../../shared/numbers/mean.ts';

export interface ClassMetrics {
  name: string;
  /** TP / (TP + FP + FN), and the shares of FP and FN in that union; NaN for a class that occurs nowhere. */
  iou: number;
  fp: number;
  fn: number;
}

export interface Metrics {
  /** Mean over the background and all classes that occur. */
  miou: number;
  /** Means over the classes that occur, background left out. */
  fp: number;
  fn: number;
  perClass: ClassMetrics[];
}

/**
 * Metrics of pixels counted over all images.
 *
 * @param names background first
 */
export function metricsOf(names: readonly string[], counts: ClassCounts): Metrics {
  const perClass = names.map((name, c) => {
    const union = counts.union(c);
    const hit = counts.hit[c]!;
    return {
      ...{ name, iou: hit / union },
      ...{ fp: (counts.predicted[c]! - hit) / union, fn: (counts.truth[c]! - hit) / union },
    };
  });
  const occurring = perClass.filter(({ iou }) => !Number.isNaN(iou));
  const foreground = occurring.filter(({ name }) => name !== names[0]);
  return {
    miou: mean(occurring.map(({ iou }) => iou)),
    fp: mean(foreground.map(({ fp }) => fp)),
    fn: mean(foreground.map(({ fn }) => fn)),
    perClass,
  };
}
