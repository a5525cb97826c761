/** Pixels of each class, background first: the true ones, the predicted ones, and those that are both. */
export class ClassCounts {
  readonly truth: Float64Array;
  readonly predicted: Float64Array;
  readonly hit: Float64Array;

  constructor(classes: number) {
    this.truth = new Float64Array(classes);
    this.predicted = new Float64Array(classes);
    this.hit = new Float64Array(classes);
  }

  /** @param column what is predicted; beyond the classes it is void, a miss that no class is charged with */
  add(row: number, column: number): void {
    this.truth[row]! += 1;
    if (column < this.predicted.length) this.predicted[column]! += 1;
    if (row === column) this.hit[row]! += 1;
  }

  addAll({ truth, predicted, hit }: ClassCounts): void {
    for (let c = 0; c < truth.length; c++) {
      this.truth[c]! += truth[c]!;
      this.predicted[c]! += predicted[c]!;
      this.hit[c]! += hit[c]!;
    }
  }

  union(c: number): number {
    return this.truth[c]! + this.predicted[c]! - this.hit[c]!;
  }

  /** TP / (TP + FP + FN); NaN for a class that occurs nowhere. */
  iou(c: number): number {
    return this.hit[c]! / this.union(c);
  }
}

/** The sum of counts of as many classes. */
export function sumOfCounts(parts: readonly ClassCounts[]): ClassCounts {
  const sum = new ClassCounts(parts[0]!.truth.length);
  for (const part of parts) sum.addAll(part);
  return sum;
}
