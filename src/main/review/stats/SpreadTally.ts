import type { Spread } from '../../../shared/review/ProjectStats.ts';

/** How much of something images have, of those that have any. */
export class SpreadTally {
  private readonly values: number[] = [];

  add(value: number): void {
    if (value > 0 && Number.isFinite(value)) this.values.push(value);
  }

  result(): Spread {
    const sorted = Float64Array.from(this.values).sort();
    const { length } = sorted;
    const total = sorted.reduce((sum, value) => sum + value, 0);
    const middle = (sorted[(length - 1) >> 1]! + sorted[length >> 1]!) / 2;
    return {
      ...{ images: length, total },
      mean: length > 0 ? total / length : null,
      median: length > 0 ? middle : null,
      most: sorted[length - 1] ?? 0,
    };
  }
}
