import { ClassCounts } from './ClassCounts.ts';

/** Thresholds 0, 0.01 ... 1 are told apart. */
export const STEPS = 101;

/** Pixels by truth, best class and its score, as far as the counts of classes at any threshold need them. */
export class ScoreCounts {
  /** Pixels of each class. */
  readonly truth: Float64Array;
  /** Pixels whose best class it is, `[class, step]`. */
  private readonly best: Float64Array;
  /** Of these, those that are right, `[class, step]`; in the background's place those that are truly background. */
  private readonly right: Float64Array;

  constructor(classes: number) {
    this.truth = new Float64Array(classes);
    this.best = new Float64Array(classes * STEPS);
    this.right = new Float64Array(classes * STEPS);
  }

  /**
   * @param column the class with the greatest score, no background
   * @param score in [0, 1]
   */
  add(row: number, column: number, score: number): void {
    const step = Math.floor(score * (STEPS - 1) + 1e-6);
    this.truth[row]! += 1;
    this.best[column * STEPS + step]! += 1;
    if (row === column || row === 0) this.right[row * STEPS + step]! += 1;
  }

  addAll({ truth, best, right }: ScoreCounts): void {
    for (let i = 0; i < truth.length; i++) this.truth[i]! += truth[i]!;
    for (let i = 0; i < best.length; i++) {
      this.best[i]! += best[i]!;
      this.right[i]! += right[i]!;
    }
  }

  /** Counts of classes where all scores below `step` are background. */
  at(step: number): ClassCounts {
    const counts = new ClassCounts(this.truth.length);
    const above = (of: Float64Array, c: number): number => {
      let sum = 0;
      for (let i = c * STEPS + step; i < (c + 1) * STEPS; i++) sum += of[i]!;
      return sum;
    };
    for (let c = 0; c < this.truth.length; c++) {
      counts.truth[c] = this.truth[c]!;
      counts.hit[c] = c === 0 ? this.truth[0]! - above(this.right, 0) : above(this.right, c);
      counts.predicted[0]! += this.truth[c]!;
      if (c === 0) continue;
      counts.predicted[c] = above(this.best, c);
      counts.predicted[0]! -= counts.predicted[c]!;
    }
    return counts;
  }

  /** IoU of a class, no background, at each threshold. */
  ious(c: number): Float64Array {
    const result = new Float64Array(STEPS);
    let predicted = 0;
    let hit = 0;
    for (let step = STEPS - 1; step >= 0; step--) {
      predicted += this.best[c * STEPS + step]!;
      hit += this.right[c * STEPS + step]!;
      result[step] = hit / (this.truth[c]! + predicted - hit);
    }
    return result;
  }
}
