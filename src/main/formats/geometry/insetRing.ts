/**
 * How far polygons keep from the sides of their outermost pixels, in pixels. Filled at the centres of pixels they give the very mask, and so they do where corners
 * lose their fraction and the outline is drawn, too, as OpenCV's fillPoly does: it lies within the outermost pixels then.
 */
const INSET = 0.25;

/**
 * Moves the sides of a ring of `traceRings` into its region.
 *
 * @param ring corners on whole numbers, the region on the right-hand side
 */
export function insetRing(ring: readonly number[]): number[] {
  const count = ring.length / 2;
  const inset: number[] = [];
  for (let corner = 0; corner < count; corner++) {
    const before = (corner + count - 1) % count;
    const after = (corner + 1) % count;
    const [x, y] = [ring[2 * corner]!, ring[2 * corner + 1]!];
    // On the right of a side in the direction (dx, dy) lies (-dy, dx); one of two sides that meet is level, the other upright.
    const dx = -Math.sign(y - ring[2 * before + 1]!) - Math.sign(ring[2 * after + 1]! - y);
    const dy = Math.sign(x - ring[2 * before]!) + Math.sign(ring[2 * after]! - x);
    inset.push(x + dx * INSET, y + dy * INSET);
  }
  return inset;
}
