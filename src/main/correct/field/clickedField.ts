import { solve } from './solve.ts';

/** How far beyond even odds a click puts the field at its place. */
const OBSERVED = 0.15;
/** Variance of what clicks say. */
const NOISE = 0.01;

/** A click on the field: where, what it says, and to whom (`clickKernel`). */
export interface FieldClick {
  /** Index of its pixel. */
  at: number;
  positive: boolean;
  kernel: Float32Array;
}

/**
 * Corrects a field by clicks: the mean of a Gaussian process whose prior mean is the field and whose covariance is the kernel of
 * the clicks; each click observes at least 0.15 beyond 0 on its own side (Rasmussen and Williams, "Gaussian Processes for Machine Learning", 2006, 2.25).
 *
 * @param field `float32[N]`, 0 or more where the label is
 */
export function clickedField(field: Float32Array, clicks: readonly FieldClick[]): Float32Array {
  const covariance = clicks.map((a) =>
    clicks.map((b) => (a.kernel[b.at]! + b.kernel[a.at]!) / 2 + (a === b ? NOISE : 0)),
  );
  const said = clicks.map(({ at, positive }) => {
    const before = field[at]!;
    return (positive ? Math.max(OBSERVED, before) : Math.min(-OBSERVED, before)) - before;
  });
  const weights = solve(covariance, said);
  const result = field.slice();
  clicks.forEach(({ kernel }, k) => {
    for (let i = 0; i < result.length; i++) result[i]! += weights[k]! * kernel[i]!;
  });
  return result;
}
