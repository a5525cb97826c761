import { forEachFieldRow } from '../../../shared/labels/scoreField.ts';
import { BACKGROUND } from '../../../shared/labels/labelCodes.ts';
import type { JudgedImage } from './JudgedImage.ts';
import type { RiskScoreMaps } from './RiskInput.ts';

/** Log-odds against background for each unit of margin, as where edges are followed. */
const LOGIT_PER_MARGIN = 10;

/**
 * How likely the label that each pixel has is by the scores: margins become log-odds against background (`edges/refineProposal.ts`), and a
 * softmax is taken over background and all classes that have scores. A label without scores has probability 0, void has 1: it says nothing.
 *
 * @returns `float32[height, width]` in [0, 1], at the reduced size
 */
export function labelProbability(
  { width, height, labels }: JudgedImage,
  { labels: known, values, grid, thresholds }: RiskScoreMaps,
): Float32Array {
  const result = new Float32Array(width * height);
  const positions = new Int16Array(256).fill(-1);
  known.forEach((label, c) => (positions[label] = c));
  const classes = known.length;
  forEachFieldRow({ values, classes, grid }, width, height, (y, row) => {
    for (let x = 0; x < width; x++) {
      const label = labels[y * width + x]!;
      let sum = 1;
      let own = label === BACKGROUND ? 1 : 0;
      for (let c = 0; c < classes; c++) {
        const odds = Math.exp(LOGIT_PER_MARGIN * (row[c * width + x]! - thresholds[c]!));
        sum += odds;
        if (positions[label] === c) own = odds;
      }
      result[y * width + x] = label === 255 ? 1 : own / sum;
    }
  });
  return result;
}
