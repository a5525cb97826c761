import { mean } from '../../../shared/numbers/mean.ts';
import type { RiskModel } from './RiskModel.ts';

/** Keeps a division from going astray where a score does not vary. */
const LEAST_DEVIATION = 1e-6;

/** What scores said of something, and how wrong it was, in [0, 1]. */
export interface RiskExample {
  said: Readonly<Record<string, number>>;
  wrong: number;
}

/**
 * Fits weights of scores by ridge regression (Hoerl and Kennard 1970) on scores that are standardised over the examples.
 *
 * @param examples one at least
 * @param options `ids` are the scores that are used; `strength` how many examples it takes before they count for as much as the prior does; `prior` is
 *   what holds weights back, no weights at all where missing
 */
export function fitRisk(
  examples: readonly RiskExample[],
  { ids, strength, prior }: { ids: readonly string[]; strength: number; prior?: RiskModel | undefined },
): RiskModel {
  const usual = ids.map((id) => {
    const known = examples.flatMap(({ said }) => said[id] ?? []);
    return prior?.scores[id]?.usual ?? (known.length > 0 ? mean(known) : 0);
  });
  const values = examples.map(({ said }) => ids.map((id, j) => said[id] ?? usual[j]!));
  const before = ids.map((id) => prior?.scores[id]?.weight ?? 0);
  const rests = examples.map(
    ({ wrong }, i) =>
      wrong - before.reduce((sum, weight, j) => sum + weight * values[i]![j]!, prior?.intercept ?? 0),
  );
  const centres = ids.map((_, j) => mean(values.map((row) => row[j]!)));
  const deviations = ids.map((_, j) =>
    Math.max(LEAST_DEVIATION, Math.sqrt(mean(values.map((row) => (row[j]! - centres[j]!) ** 2)))),
  );
  // Where all examples agree, they say nothing of a score.
  const columns = values.map((row) =>
    row.map((value, j) => (deviations[j] === LEAST_DEVIATION ? 0 : (value - centres[j]!) / deviations[j]!)),
  );
  const shift = (mean(rests) * examples.length) / (examples.length + (prior ? strength : 0));
  const matrix = ids.map((_, j) =>
    ids.map((__, k) => columns.reduce((sum, row) => sum + row[j]! * row[k]!, 0) + (j === k ? strength : 0)),
  );
  const right = ids.map((_, j) => columns.reduce((sum, row, i) => sum + row[j]! * (rests[i]! - shift), 0));
  const steps = solved(matrix, right).map((step, j) => step / deviations[j]!);
  return {
    intercept: (prior?.intercept ?? 0) + shift - steps.reduce((sum, step, j) => sum + step * centres[j]!, 0),
    scores: Object.fromEntries(
      ids.map((id, j) => [id, { weight: before[j]! + steps[j]!, usual: usual[j]! }]),
    ),
  };
}

/** Solves a positive definite system by Gaussian elimination; both are used up. */
function solved(matrix: number[][], right: number[]): number[] {
  const n = right.length;
  for (let j = 0; j < n; j++) {
    for (let k = j + 1; k < n; k++) {
      const factor = matrix[k]![j]! / matrix[j]![j]!;
      for (let m = j; m < n; m++) matrix[k]![m]! -= factor * matrix[j]![m]!;
      right[k]! -= factor * right[j]!;
    }
  }
  const result = new Array<number>(n).fill(0);
  for (let j = n - 1; j >= 0; j--) {
    let sum = right[j]!;
    for (let k = j + 1; k < n; k++) sum -= matrix[j]![k]! * result[k]!;
    result[j] = sum / matrix[j]![j]!;
  }
  return result;
}
