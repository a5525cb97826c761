import { BACKGROUND, VOID } from './labelCodes.ts';
import type { ScoreMaps } from './scoreField.ts';
import { forEachFieldRow } from './scoreField.ts';

export interface CompositionRule {
  /** Label 1..253 of each score map. */
  labels: readonly number[];
  /** Threshold of each score map, in [0, 1]. */
  thresholds: readonly number[];
  /** Void half-width d; 0 for no void. */
  voidHalfWidth: number;
}

/**
 * The proposal that score maps and thresholds imply (DESIGN section 5). Each class has the margin
 * `m_c = q_c - t_c`; the greatest decides, ties go to the lower label: `m >= d` gives the class, `m < -d`
 * background, anything between void.
 *
 * @returns `uint8[height, width]`
 */
export function composeProposal(
  maps: ScoreMaps,
  width: number,
  height: number,
  { labels, thresholds, voidHalfWidth }: CompositionRule,
): Uint8Array {
  const result = new Uint8Array(width * height).fill(BACKGROUND);
  if (maps.classes === 0) return result;
  const order = labels.map((_, index) => index).sort((a, b) => labels[a]! - labels[b]!);
  forEachFieldRow(maps, width, height, (y, row) => {
    for (let x = 0; x < width; x++) {
      let best = -Infinity;
      let label = BACKGROUND;
      for (const c of order) {
        const margin = Math.fround(row[c * width + x]! - thresholds[c]!);
        if (margin > best) {
          best = margin;
          label = labels[c]!;
        }
      }
      if (best >= voidHalfWidth) result[y * width + x] = label;
      else if (best >= -voidHalfWidth) result[y * width + x] = VOID;
    }
  });
  return result;
}
