import { forEachFieldRow } from '../../shared/labels/scoreField.ts';
import { softmaxOfColumns } from '../../shared/numbers/softmax.ts';
import type { HeadWeights } from './trainHead.ts';

/**
 * Logits of a head for an image whose features are smoothed already: `[1 + labels, grid * grid]`, background first; 0 for a class that the head
 * does not have.
 */
export function headLogits(
  { labels: own, values }: HeadWeights,
  { features, depth, grid }: { features: Float16Array | Float32Array; depth: number; grid: number },
  labels: readonly number[],
): Float32Array {
  const n = grid * grid;
  const rows = Float32Array.from(features);
  const logits = new Float32Array((labels.length + 1) * n);
  for (const [at, label] of [0, ...labels].entries()) {
    const row = label === 0 ? 0 : own.indexOf(label) + 1;
    if (label !== 0 && row === 0) continue;
    const first = row * (depth + 1);
    for (let i = 0; i < n; i++) {
      let sum = values[first + depth]!;
      for (let d = 0; d < depth; d++) sum += values[first + d]! * rows[i * depth + d]!;
      logits[at * n + i] = sum;
    }
  }
  return logits;
}

/**
 * The probability of each class, brought to the patch grid: `[labels, shareGrid * shareGrid]`.
 *
 * @param logits `[1 + labels, grid * grid]`, background first
 */
export function classMaps(
  logits: Float32Array,
  labels: number,
  grid: number,
  patchGrid: number,
): Float32Array {
  const probabilities = softmaxOfColumns(Float32Array.from(logits), labels + 1).subarray(grid * grid);
  const n = patchGrid * patchGrid;
  const maps = new Float32Array(labels * n);
  if (labels === 0) return maps;
  forEachFieldRow({ values: probabilities, classes: labels, grid }, patchGrid, patchGrid, (y, row) => {
    for (let c = 0; c < labels; c++)
      maps.set(row.subarray(c * patchGrid, (c + 1) * patchGrid), c * n + y * patchGrid);
  });
  return maps;
}
