/** Where the tails of a Gaussian are cut off, in standard deviations. */
const REACH = 3;

/**
 * A Gaussian blur of a plane; what lies outside counts as 0.
 *
 * @param plane `[height, width]`
 * @param deviation in pixels
 * @param target the same, written to; may be the plane itself
 */
export function blurPlane(
  plane: Float32Array,
  { width, height }: { width: number; height: number },
  deviation: number,
  target: Float32Array,
): void {
  const radius = Math.max(1, Math.ceil(REACH * deviation));
  const raw = Array.from({ length: radius + 1 }, (_, i) => Math.exp(-0.5 * (i / deviation) ** 2));
  const total = raw[0]! + 2 * raw.slice(1).reduce((sum, weight) => sum + weight, 0);
  const weights = Float32Array.from(raw, (weight) => weight / total);
  const across = new Float32Array(plane.length);
  alongRows(plane, width, height, weights, across);
  alongColumns(across, width, height, weights, target);
}

function alongRows(
  from: Float32Array,
  width: number,
  height: number,
  weights: Float32Array,
  to: Float32Array,
): void {
  for (let y = 0; y < height; y++) {
    const row = y * width;
    for (let x = 0; x < width; x++) {
      let sum = from[row + x]! * weights[0]!;
      for (let i = 1; i < weights.length; i++) {
        if (x >= i) sum += from[row + x - i]! * weights[i]!;
        if (x + i < width) sum += from[row + x + i]! * weights[i]!;
      }
      to[row + x] = sum;
    }
  }
}

function alongColumns(
  from: Float32Array,
  width: number,
  height: number,
  weights: Float32Array,
  to: Float32Array,
): void {
  for (let y = 0; y < height; y++) {
    const row = y * width;
    for (let x = row; x < row + width; x++) to[x] = from[x]! * weights[0]!;
    for (let i = 1; i < weights.length; i++) {
      const weight = weights[i]!;
      const above = y >= i ? -i * width : undefined;
      const below = y + i < height ? i * width : undefined;
      for (let x = row; x < row + width; x++) {
        if (above !== undefined) to[x]! += from[x + above]! * weight;
        if (below !== undefined) to[x]! += from[x + below]! * weight;
      }
    }
  }
}
