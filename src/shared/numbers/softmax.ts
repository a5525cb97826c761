/** log of the sum of the exponentials, without overflow. */
export function logOfSum(logits: ArrayLike<number>): number {
  let most = -Infinity;
  for (let i = 0; i < logits.length; i++) most = Math.max(most, logits[i]!);
  let sum = 0;
  for (let i = 0; i < logits.length; i++) sum += Math.exp(logits[i]! - most);
  return most + Math.log(sum);
}

/**
 * The softmax over the rows of a matrix, in each of its columns, in place.
 *
 * @param logits `[rows, n]`
 */
export function softmaxOfColumns(logits: Float32Array, rows: number): Float32Array {
  const n = logits.length / rows;
  const column = new Float64Array(rows);
  for (let i = 0; i < n; i++) {
    for (let row = 0; row < rows; row++) column[row] = logits[row * n + i]!;
    const base = logOfSum(column);
    for (let row = 0; row < rows; row++) logits[row * n + i] = Math.exp(column[row]! - base);
  }
  return logits;
}

/** The inverse of the logistic function, for probabilities that may be 0 or 1. */
export function logit(probability: number, least = 1e-4): number {
  const inside = Math.min(1 - least, Math.max(least, probability));
  return Math.log(inside / (1 - inside));
}

/** The logistic function. */
export function logistic(z: number): number {
  return 1 / (1 + Math.exp(-z));
}
