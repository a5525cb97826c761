import { VOID } from '../../../shared/labels/labelCodes.ts';
import type { ScoreMaps } from '../../../shared/labels/scoreField.ts';
import { forEachFieldRow } from '../../../shared/labels/scoreField.ts';
import type { Metrics } from './metrics.ts';
import { metricsOf } from './metrics.ts';

/** Thresholds 0, 0.01 ... 1 are tried. */
const BINS = 101;

/**
 * Counts once, then knows the metrics at every global threshold. With one threshold for all classes the best
 * class of a pixel is the one with the greatest score, whatever the threshold; only whether it is reached
 * changes. So pixels are counted by truth, best class and score in steps of 0.01.
 */
export class ThresholdSweep {
  private readonly names: readonly string[];
  /** `[truth, class, bin]` */
  private readonly counts: Float64Array;
  /** Pixels without any score, by truth. */
  private readonly unscored: Float64Array;

  /** @param names background first */
  constructor(names: readonly string[]) {
    this.names = names;
    this.counts = new Float64Array(names.length * names.length * BINS);
    this.unscored = new Float64Array(names.length);
  }

  /**
   * @param truth rows of the confusion matrix `uint8[height, width]`, 255 where not counted
   * @param maps by label, ascending: of equal scores the first counts
   * @param columns confusion column of each score map
   */
  add(truth: Uint8Array, maps: ScoreMaps, columns: readonly number[], width: number, height: number): void {
    if (maps.classes === 0) {
      for (const row of truth) if (row !== VOID) this.unscored[row]! += 1;
      return;
    }
    const { counts } = this;
    const n = this.names.length;
    forEachFieldRow(maps, width, height, (y, field) => {
      for (let x = 0; x < width; x++) {
        const row = truth[y * width + x]!;
        if (row === VOID) continue;
        let best = field[x]!;
        let winner = 0;
        for (let c = 1; c < maps.classes; c++) {
          const score = field[c * width + x]!;
          if (score > best) {
            best = score;
            winner = c;
          }
        }
        counts[(row * n + columns[winner]!) * BINS + Math.floor(best * (BINS - 1) + 1e-6)]! += 1;
      }
    });
  }

  /** Metrics at `threshold`, a multiple of 0.01. */
  at(threshold: number): Metrics {
    const n = this.names.length;
    const from = Math.round(threshold * (BINS - 1));
    const confusion = new Float64Array(n * (n + 1));
    for (let row = 0; row < n; row++) {
      confusion[row * (n + 1)]! += this.unscored[row]!;
      for (let column = 0; column < n; column++) {
        for (let bin = 0; bin < BINS; bin++) {
          const target = bin >= from ? column : 0;
          confusion[row * (n + 1) + target]! += this.counts[(row * n + column) * BINS + bin]!;
        }
      }
    }
    return metricsOf(this.names, confusion);
  }

  /** The global threshold with the greatest mIoU. */
  best(): Metrics & { threshold: number } {
    let best: (Metrics & { threshold: number }) | undefined;
    for (let bin = 0; bin < BINS; bin++) {
      const threshold = bin / (BINS - 1);
      const metrics = this.at(threshold);
      if (!best || metrics.miou > best.miou) best = { threshold, ...metrics };
    }
    return best!;
  }
}
