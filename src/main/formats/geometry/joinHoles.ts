import type { Outline } from './traceRings.ts';

/**
 * One ring of an outline with holes, for formats that know no holes: a cut leads to each hole and back on the same line, which encloses nothing, so that filling by the
 * even-odd or the winding rule leaves the hole open.
 */
export function joinHoles({ outer, holes }: Outline): number[] {
  const waiting = holes.map((hole) => ({ hole, ...highest(hole) })).sort((a, b) => a.y - b.y || a.x - b.x);
  let ring = outer;
  for (const { hole, at, x, y } of waiting) {
    const cut = nearest(ring, x, y);
    const around = [...hole.slice(at), ...hole.slice(0, at), x, y];
    ring = [...ring.slice(0, cut + 2), ...around, ...ring.slice(cut)];
  }
  return ring;
}

function highest(ring: readonly number[]): { at: number; x: number; y: number } {
  let at = 0;
  for (let i = 2; i < ring.length; i += 2)
    if (ring[i + 1]! < ring[at + 1]! || (ring[i + 1] === ring[at + 1] && ring[i]! < ring[at]!)) at = i;
  return { at, x: ring[at]!, y: ring[at + 1]! };
}

/** Position of the corner that is nearest to a place. */
function nearest(ring: readonly number[], x: number, y: number): number {
  let best = 0;
  let least = Infinity;
  for (let i = 0; i < ring.length; i += 2) {
    const distance = (ring[i]! - x) ** 2 + (ring[i + 1]! - y) ** 2;
    if (distance < least) [best, least] = [i, distance];
  }
  return best;
}
