import { VOID } from '../../../shared/labels/labelCodes.ts';
import type { ScoreMaps } from '../../../shared/labels/scoreField.ts';
import { forEachFieldRow } from '../../../shared/labels/scoreField.ts';

/** Thresholds are multiples of 0.01, as sliders give them. */
const STEPS = 101;

/**
 * The thresholds that somebody would set who knows the truth: of each class the one at which what its score field reaches agrees best
 * with its true mask; that of `otherwise` where the mask does not show it.
 *
 * @param truth `uint8[height, width]`: for each score map the value it has in `values`, 255 not counted
 * @param values of the classes in the true mask, in the order of the score maps
 */
export function bestThresholds(
  maps: ScoreMaps,
  truth: Uint8Array,
  { width, height }: { width: number; height: number },
  values: readonly number[],
  otherwise: readonly number[],
): number[] {
  const inside = values.map(() => new Float64Array(STEPS));
  const outside = values.map(() => new Float64Array(STEPS));
  forEachFieldRow(maps, width, height, (y, field) => {
    for (let x = 0; x < width; x++) {
      const label = truth[y * width + x]!;
      if (label === VOID) continue;
      values.forEach((value, c) => {
        const step = Math.min(STEPS - 1, Math.max(0, Math.floor(field[c * width + x]! * (STEPS - 1))));
        (label === value ? inside : outside)[c]![step]! += 1;
      });
    }
  });
  return values.map((_, c) => {
    const all = inside[c]!.reduce((a, b) => a + b, 0);
    if (all === 0) return otherwise[c]!;
    let best = { iou: -1, step: 0 };
    let [both, extra] = [0, 0];
    for (let step = STEPS - 1; step >= 0; step--) {
      both += inside[c]![step]!;
      extra += outside[c]![step]!;
      const iou = both / (all + extra);
      if (iou > best.iou) best = { iou, step };
    }
    return best.step / (STEPS - 1);
  });
}
