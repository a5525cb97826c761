import { mean } from '../../../shared/numbers/mean.ts';
import { ranks } from './ranks.ts';

/** Spearman's rank correlation: Pearson's of the ranks, in [-1, 1]; NaN where either does not vary. */
export function spearman(a: readonly number[], b: readonly number[]): number {
  const [one, other] = [ranks(a), ranks(b)];
  const [meanOne, meanOther] = [mean(one), mean(other)];
  let [both, first, second] = [0, 0, 0];
  for (let i = 0; i < one.length; i++) {
    const [x, y] = [one[i]! - meanOne, other[i]! - meanOther];
    both += x * y;
    first += x * x;
    second += y * y;
  }
  return both / Math.sqrt(first * second);
}
