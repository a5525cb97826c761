/** Thresholds that are tried. */
const LEAST = 0.2;
const MOST = 0.92;
const STEP = 0.02;

/**
 * What a threshold is worth less for lying `WIDTH` from where thresholds mostly lie, as a share of the tokens' variance. Found on
 * every second of 260 VOC photographs: docs/design.md.
 */
const PRIOR = 0.15;
const WIDTH = 0.2;

/**
 * Guesses the threshold of each class for one image: the region above it should part the ViT's tokens into two kinds, so the share
 * of their variance that lies between inside and outside is taken (the criterion of Otsu, "A Threshold Selection Method from
 * Gray-Level Histograms", 1979, on tokens in place of grey levels), less a parabola around where thresholds mostly lie.
 *
 * @param scores `[C, N]` in [0, 1]
 * @param tokens `[N, D]`
 * @param n N
 * @param usual of each class, about where its thresholds mostly lie, in [0, 1], and the weight of AD-CAM in its scores: those that are
 *   mixed with another map are flatter, so their thresholds lie nearer together
 * @returns a threshold for each class
 */
export function guessThresholds(
  scores: Float32Array,
  tokens: Float32Array,
  n: number,
  usual: readonly { centre: number; weight: number }[],
): number[] {
  const variance = new TokenVariance(tokens, n);
  return Array.from({ length: scores.length / n }, (_, c) => {
    const shares = variance.between(scores.subarray(c * n, (c + 1) * n));
    const { centre, weight } = usual[c]!;
    if (weight === 0) return centre;
    const worth = THRESHOLDS.map((t, i) => shares[i]! - PRIOR * ((t - centre) / (WIDTH * weight)) ** 2);
    // Tokens that are no numbers tell nothing.
    return THRESHOLDS[worth.indexOf(Math.max(...worth))] ?? centre;
  });
}

const THRESHOLDS = Array.from(
  { length: Math.round((MOST - LEAST) / STEP) + 1 },
  (_, i) => Math.round((LEAST + i * STEP) * 100) / 100,
);

/** The variance of an image's tokens, and how much of it lies between two parts of them. */
class TokenVariance {
  private readonly tokens: Float32Array;
  private readonly n: number;
  private readonly depth: number;
  private readonly sums: Float64Array;
  private readonly total: number;

  constructor(tokens: Float32Array, n: number) {
    this.tokens = tokens;
    this.n = n;
    this.depth = tokens.length / n;
    this.sums = new Float64Array(this.depth);
    for (let i = 0; i < tokens.length; i++) this.sums[i % this.depth]! += tokens[i]!;
    let total = 0;
    for (let i = 0; i < tokens.length; i++) total += (tokens[i]! - this.sums[i % this.depth]! / n) ** 2;
    this.total = total / n;
  }

  /** The share of the variance between patches at or above each threshold and the others, in [0, 1]; 0 where either is none. */
  between(scores: Float32Array): number[] {
    const { tokens, n, depth, sums } = this;
    const order = Uint32Array.from(scores.keys()).sort((a, b) => scores[b]! - scores[a]!);
    const inside = new Float64Array(depth);
    const shares = new Array<number>(THRESHOLDS.length).fill(0);
    let count = 0;
    for (let i = THRESHOLDS.length - 1; i >= 0; i--) {
      for (; count < n && scores[order[count]!]! >= THRESHOLDS[i]!; count++) {
        const first = order[count]! * depth;
        for (let d = 0; d < depth; d++) inside[d]! += tokens[first + d]!;
      }
      if (count === 0 || count === n || this.total === 0) continue;
      let distance = 0;
      for (let d = 0; d < depth; d++)
        distance += (inside[d]! / count - (sums[d]! - inside[d]!) / (n - count)) ** 2;
      shares[i] = (count * (n - count) * distance) / (n * n * this.total);
    }
    return shares;
  }
}
