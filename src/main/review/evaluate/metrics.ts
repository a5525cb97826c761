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
 * Metrics of a confusion matrix.
 *
 * @param names background first
 * @param counts pixels, `[names.length, names.length + 1]`: rows are the truth, columns the prediction, the last
 * column is "void", which counts as a miss
 */
export function metricsOf(names: readonly string[], counts: Float64Array): Metrics {
  const n = names.length;
  const columns = n + 1;
  const perClass = names.map((name, c) => {
    let truth = 0;
    let predicted = 0;
    for (let k = 0; k < columns; k++) truth += counts[c * columns + k]!;
    for (let k = 0; k < n; k++) predicted += counts[k * columns + c]!;
    const hit = counts[c * columns + c]!;
    const union = truth + predicted - hit;
    return { name, iou: hit / union, fp: (predicted - hit) / union, fn: (truth - hit) / union };
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

function mean(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0) / values.length;
}
