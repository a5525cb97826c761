import type { CompositionRule } from './compositionRule.ts';
import { ascending, labelOfMargin } from './compositionRule.ts';
import { BACKGROUND } from './labelCodes.ts';
import type { ScoreMaps } from './scoreField.ts';
import { forEachFieldRow } from './scoreField.ts';

/**
 * The proposal that score maps and thresholds imply, by the rule of compositionRule.ts.
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
  const order = ascending(labels);
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
      result[y * width + x] = labelOfMargin(best, label, voidHalfWidth);
    }
  });
  return result;
}
