import { VOID } from '../../../shared/labels/labelCodes.ts';
import type { ScoreMaps } from '../../../shared/labels/scoreField.ts';
import { forEachFieldRow } from '../../../shared/labels/scoreField.ts';
import type { MapsEvaluation } from './evaluationOfMaps.ts';
import { evaluationOfMaps } from './evaluationOfMaps.ts';
import { mean } from '../../../shared/numbers/mean.ts';
import { metricsOf } from './metrics.ts';
import { sumOfCounts } from './ClassCounts.ts';
import { ScoreCounts, STEPS } from './ScoreCounts.ts';
import type { TrueMask } from './TrueMask.ts';
import { RINGS } from './TrueMask.ts';

/**
 * Counts once, then knows the figures at every global threshold. With one threshold for all classes the best class of a pixel is the one
 * with the greatest score, whatever the threshold; only whether it is reached changes. So pixels are counted by truth, best class and
 * score in steps of 0.01, for each ring around the true boundaries; of an image, its mean IoU at each threshold is kept.
 */
export class ThresholdSweep {
  private readonly names: readonly string[];
  private readonly rings: ScoreCounts[];
  /** Mean IoU of each image by threshold. */
  private readonly means: Float64Array[] = [];

  /** @param names background first */
  constructor(names: readonly string[]) {
    this.names = names;
    this.rings = this.emptyRings();
  }

  /**
   * @param maps by label, ascending: of equal scores the first counts
   * @param columns class of each score map, by its name's position
   */
  add(truth: TrueMask, maps: ScoreMaps, columns: readonly number[], width: number, height: number): void {
    const { rows, rings, present } = truth;
    const counts = this.emptyRings();
    if (maps.classes === 0) {
      for (let i = 0; i < rows.length; i++) if (rows[i] !== VOID) counts[rings[i]!]!.truth[rows[i]!]! += 1;
    } else {
      forEachFieldRow(maps, width, height, (y, field) => {
        for (let x = 0; x < width; x++) {
          const i = y * width + x;
          const row = rows[i]!;
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
          counts[rings[i]!]!.add(row, columns[winner]!, best);
        }
      });
    }
    const image = new ScoreCounts(this.names.length);
    counts.forEach((part, ring) => {
      image.addAll(part);
      this.rings[ring]!.addAll(part);
    });
    const ious = present.map((c) => image.ious(c));
    this.means.push(Float64Array.from({ length: STEPS }, (_, step) => mean(ious.map((iou) => iou[step]!))));
  }

  /** mIoU at `threshold`, a multiple of 0.01. */
  miou(threshold: number): number {
    const counts = this.rings.map((ring) => ring.at(stepOf(threshold)));
    return metricsOf(this.names, sumOfCounts(counts)).miou;
  }

  /**
   * Figures at `threshold`, a multiple of 0.01.
   *
   * @param images how many images' true masks have each class, by name's position
   */
  at(threshold: number, images: ArrayLike<number>): MapsEvaluation {
    const counts = this.rings.map((ring) => ring.at(stepOf(threshold)));
    return evaluationOfMaps(this.names, counts, this.meansAt(threshold), images);
  }

  /** Mean IoU of the classes in each image's true mask, in the order in which images were added; NaN where it has none. */
  meansAt(threshold: number): number[] {
    return this.means.map((means) => means[stepOf(threshold)]!);
  }

  /** The global threshold with the greatest mIoU, the lowest of equals. */
  best(): number {
    let best = { threshold: 0, miou: -Infinity };
    for (let step = 0; step < STEPS; step++) {
      const threshold = step / (STEPS - 1);
      const miou = this.miou(threshold);
      if (miou > best.miou) best = { threshold, miou };
    }
    return best.threshold;
  }

  private emptyRings(): ScoreCounts[] {
    return Array.from({ length: RINGS }, () => new ScoreCounts(this.names.length));
  }
}

function stepOf(threshold: number): number {
  return Math.round(threshold * (STEPS - 1));
}
