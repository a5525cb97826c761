import type { Ring } from '../geometry/Ring.ts';

/**
 * Whether filling by the even-odd rule gives much else than what the sides of a single ring enclose, which is so where it crosses itself: the area by the shoelace formula and
 * the pixels that were filled differ by more than half of what lies along its sides. Shapes with several rings, and those that reach beyond the image, are not looked at.
 */
export function crossesItself(
  parts: readonly (readonly Ring[])[],
  filled: number,
  { width, height }: { width: number; height: number },
): boolean {
  const [ring, ...more] = parts.flat();
  if (ring === undefined || more.length > 0) return false;
  let twice = 0;
  let around = 0;
  for (let i = 0; i < ring.length; i += 2) {
    const next = (i + 2) % ring.length;
    const [x, y, nextX, nextY] = [ring[i]!, ring[i + 1]!, ring[next]!, ring[next + 1]!];
    if (x < 0 || y < 0 || x > width || y > height) return false;
    twice += x * nextY - nextX * y;
    around += Math.abs(nextX - x) + Math.abs(nextY - y);
  }
  return Math.abs(Math.abs(twice) / 2 - filled) > around / 2 + 1;
}
