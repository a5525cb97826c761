import { composeProposal } from '../../shared/labels/composeProposal.ts';
import type { CompositionRule } from '../../shared/labels/compositionRule.ts';
import type { ScoreMaps } from '../../shared/labels/scoreField.ts';
import { forEachFieldRow } from '../../shared/labels/scoreField.ts';
import type { Guide } from './Guide.ts';

/** Log-odds against background for each unit of margin: a score of 0.1 above its threshold is as likely as e to 1. */
const LOGIT_PER_MARGIN = 10;

/**
 * The proposal that score maps and thresholds imply, with its boundaries moved onto the edges of the photograph: margins become
 * log-odds against background, so that a score at its threshold is even odds, a dense CRF refines them at the size of the
 * guide, and the composition rule decides between what comes out, sampled bilinearly at the image's size.
 *
 * @param width of the image; also `height`
 * @returns `uint8[height, width]`
 */
export function refineProposal(
  guide: Guide,
  maps: ScoreMaps,
  { width, height }: { width: number; height: number },
  { labels, thresholds, voidHalfWidth }: CompositionRule,
): Uint8Array {
  const { classes } = maps;
  const { width: columns, height: rows } = guide;
  const points = columns * rows;
  const logits = new Float32Array(classes * points);
  forEachFieldRow(maps, columns, rows, (y, row) => {
    for (let c = 0; c < classes; c++)
      for (let x = 0; x < columns; x++)
        logits[c * points + y * columns + x] = LOGIT_PER_MARGIN * (row[c * columns + x]! - thresholds[c]!);
  });
  const margins = guide.crf.refine(logits, classes).map((value) => value / LOGIT_PER_MARGIN);
  return composeProposal({ values: margins, classes, grid: columns, rows }, width, height, {
    ...{ labels, thresholds: thresholds.map(() => 0), voidHalfWidth },
  });
}
