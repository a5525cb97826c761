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
  // A rim of zeros, so that every pixel has all its neighbours.
  const columns = width + 2 * radius;
  const rimmed = new Float32Array(columns * (height + 2 * radius));
  const across = new Float32Array(rimmed.length);
  for (let y = 0; y < height; y++)
    rimmed.set(plane.subarray(y * width, (y + 1) * width), (y + radius) * columns + radius);
  const [first, end] = [radius * columns, (radius + height) * columns];
  for (let at = first; at < end; at++) across[at] = weighed(rimmed, at, 1, weights);
  for (let y = 0, i = 0; y < height; y++) {
    const row = (y + radius) * columns + radius;
    for (let at = row; at < row + width; at++, i++) target[i] = weighed(across, at, columns, weights);
  }
}

/** A place and what is on both sides of it, so far away along an axis. */
function weighed(values: Float32Array, at: number, step: number, weights: Float32Array): number {
  let sum = values[at]! * weights[0]!;
  for (let i = 1, away = step; i < weights.length; i++, away += step)
    sum += (values[at - away]! + values[at + away]!) * weights[i]!;
  return sum;
}
