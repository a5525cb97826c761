import { logOfSum } from '../../shared/numbers/softmax.ts';
import type { Objective } from './minimise.ts';

/** Residuals that are not worth the time. */
const NEGLIGIBLE = 1e-3;

/** Rows that are trained on: patches of one image, and which of the classes each of them shows. */
export interface TrainingRows {
  /** `[n, D]`, standardised. */
  features: Float32Array;
  /** Which rows of the weights the softmax is taken over, background (0) first. */
  candidates: readonly number[];
  /** `[n, candidates]`, shares in [0, 1]; a patch that is void in part has less than one in all. */
  shares: Float32Array;
}

/**
 * Multinomial logistic regression where each image has candidates of its own: the softmax is taken over background and the image's
 * tags alone, so that classes which are not in question are not pushed away. The loss is the cross-entropy of the label shares,
 * averaged over patches, plus `decay` times the squared weights; biases are free.
 *
 * Parameters are `[C, D + 1]`: the weights of each class, then its bias.
 */
export class SoftmaxRegression {
  private readonly images: readonly TrainingRows[];
  private readonly classes: number;
  private readonly depth: number;
  private readonly decay: number;
  private readonly total: number;

  /** @param classes C, background included */
  constructor(
    images: readonly TrainingRows[],
    { classes, depth, decay }: { classes: number; depth: number; decay: number },
  ) {
    this.images = images;
    this.classes = classes;
    this.depth = depth;
    this.decay = decay;
    this.total = images.reduce((sum, { shares }) => sum + shares.reduce((a, b) => a + b, 0), 0);
  }

  readonly objective: Objective = (point, gradient) => {
    const { depth, decay } = this;
    const width = depth + 1;
    // Rows of features are single precision; so are the weights while they are multiplied with them.
    const weights = Float32Array.from(point);
    const sums = new Float32Array(point.length);
    gradient.fill(0);
    let loss = 0;
    for (const { features, candidates, shares } of this.images) {
      const count = candidates.length;
      const logits = new Float64Array(count);
      for (let row = 0, at = 0; at < features.length; row++, at += depth) {
        for (let c = 0; c < count; c++) {
          const w = candidates[c]! * width;
          logits[c] = weights[w + depth]! + product(weights, w, features, at, depth);
        }
        const base = logOfSum(logits);
        let mass = 0;
        for (let c = 0; c < count; c++) {
          const share = shares[row * count + c]!;
          mass += share;
          loss -= share * (logits[c]! - base);
        }
        if (mass === 0) continue;
        for (let c = 0; c < count; c++) {
          const residual = mass * Math.exp(logits[c]! - base) - shares[row * count + c]!;
          if (Math.abs(residual) < NEGLIGIBLE) continue;
          const w = candidates[c]! * width;
          addScaled(sums, w, features, at, depth, residual);
          sums[w + depth]! += residual;
        }
      }
      // Single precision holds the sums of one image, not of thousands.
      for (const c of candidates)
        for (let i = c * width; i < (c + 1) * width; i++) {
          gradient[i]! += sums[i]!;
          sums[i] = 0;
        }
    }
    const scale = this.total > 0 ? 1 / this.total : 0;
    loss *= scale;
    for (let c = 0; c < this.classes; c++)
      for (let d = 0, i = c * width; d <= depth; d++, i++) {
        gradient[i]! *= scale;
        if (d === depth) continue;
        loss += decay * point[i]! ** 2;
        gradient[i]! += 2 * decay * point[i]!;
      }
    return loss;
  };
}

function product(a: Float32Array, i: number, b: Float32Array, j: number, count: number): number {
  let sum = 0;
  for (let d = 0; d < count; d++) sum += a[i + d]! * b[j + d]!;
  return sum;
}

/** Adds a multiple of one stretch to another, four at a time: twice as fast as one by one. */
function addScaled(
  to: Float32Array,
  i: number,
  what: Float32Array,
  j: number,
  count: number,
  factor: number,
): void {
  const whole = count - (count % 4);
  for (let d = 0; d < whole; d += 4) {
    to[i + d]! += factor * what[j + d]!;
    to[i + d + 1]! += factor * what[j + d + 1]!;
    to[i + d + 2]! += factor * what[j + d + 2]!;
    to[i + d + 3]! += factor * what[j + d + 3]!;
  }
  for (let d = whole; d < count; d++) to[i + d]! += factor * what[j + d]!;
}
