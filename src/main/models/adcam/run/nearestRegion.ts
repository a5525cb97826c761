/** Keeps a division from going astray where a channel does not vary. */
const LEAST_VARIANCE = 1e-12;

/**
 * Groups patches anew: each goes to the region, or the background, whose mean features it is nearest to, channels standardised over the
 * image. Where a region is one thing and the background another, they stay where they are (nearest centroid; one round of Lloyd's algorithm, 1982).
 *
 * @param features `[D, N]`
 * @param shares `[R, N]` in 0..255, how much of each patch is of a region; the rest is background
 * @returns `[N]`: the region plus one, 0 for background; a region without any patch has none
 */
export function nearestRegion(features: Float32Array, shares: Uint8Array, n: number): Uint8Array {
  const regions = shares.length / n;
  const depth = features.length / n;
  const weights = groupWeights(shares, n);
  const distances = new Float64Array((regions + 1) * n);
  for (let d = 0; d < depth; d++) {
    const channel = features.subarray(d * n, (d + 1) * n);
    const mean = channel.reduce((sum, value) => sum + value, 0) / n;
    const variance = channel.reduce((sum, value) => sum + (value - mean) ** 2, 0) / n + LEAST_VARIANCE;
    for (let g = 0; g <= regions; g++) {
      let centre = 0;
      for (let i = 0; i < n; i++) centre += weights[g * n + i]! * channel[i]!;
      for (let i = 0; i < n; i++) distances[g * n + i]! += (channel[i]! - centre) ** 2 / variance;
    }
  }
  const isEmpty = Array.from(
    { length: regions + 1 },
    (_, g) => !weights.subarray(g * n, (g + 1) * n).some((weight) => weight > 0),
  );
  return Uint8Array.from({ length: n }, (_, i) => {
    let [best, least] = [0, Infinity];
    for (let g = 0; g <= regions; g++)
      if (!isEmpty[g] && distances[g * n + i]! < least) [best, least] = [g, distances[g * n + i]!];
    return best;
  });
}

/** How much each patch counts for the mean of each group, background first, `[R + 1, N]`; each row sums to 1, or is 0. */
function groupWeights(shares: Uint8Array, n: number): Float64Array {
  const regions = shares.length / n;
  const weights = new Float64Array((regions + 1) * n);
  for (let i = 0; i < n; i++) {
    let rest = 255;
    for (let r = 0; r < regions; r++) {
      weights[(r + 1) * n + i] = shares[r * n + i]!;
      rest -= shares[r * n + i]!;
    }
    weights[i] = Math.max(0, rest);
  }
  for (let first = 0; first < weights.length; first += n) {
    const row = weights.subarray(first, first + n);
    const sum = row.reduce((a, b) => a + b, 0);
    if (sum > 0) for (let i = 0; i < n; i++) row[i]! /= sum;
  }
  return weights;
}
