import { bestThresholds } from '../../src/main/review/clicks/bestThresholds.ts';
import { withThresholds } from '../../src/main/review/clicks/withThresholds.ts';
import type { ShownImage } from '../../src/main/correct/CorrectionBase.ts';
import type { InferenceHost } from '../../src/main/inference/host/InferenceHost.ts';
import type { LabelMap } from './oracle.ts';
import { foregroundIou } from './oracle.ts';

/** A slider is dragged where that is worth this much IoU. */
export const WORTH_A_DRAG = 0.005;

/**
 * Drags the slider of each class to where its scores fit the truth best, where what is shown then is better by `WORTH_A_DRAG`.
 *
 * @param only the class whose slider alone is dragged
 */
export async function setSliders(
  file: string,
  start: ShownImage,
  truth: LabelMap,
  { host, voidHalfWidth, only }: { host: InferenceHost | undefined; voidHalfWidth: number; only?: number },
): Promise<{ shown: ShownImage; drags: number }> {
  let [shown, drags] = [start, 0];
  const { scores } = start;
  if (!scores) return { shown, drags };
  const maps = { values: scores.values, grid: scores.grid, classes: scores.labels.length };
  const best = bestThresholds(maps, truth.data, start, scores.labels, scores.thresholds);
  const iouOf = ({ width, height, labels }: ShownImage): number =>
    foregroundIou({ width, height, data: labels }, truth);
  for (const [c, label] of scores.labels.entries()) {
    if (only !== undefined && label !== only) continue;
    const moved = (shown.scores ?? scores).thresholds.with(c, best[c]!);
    const next = await withThresholds(file, shown, moved, { host, voidHalfWidth });
    if (iouOf(next) - iouOf(shown) < WORTH_A_DRAG) continue;
    [shown, drags] = [next, drags + 1];
  }
  return { shown, drags };
}
