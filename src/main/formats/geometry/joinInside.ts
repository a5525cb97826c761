import { insetRing } from './insetRing.ts';
import type { Outline } from './traceRings.ts';

/**
 * One ring of an outline with holes, inset (see `insetRing`), with cuts that run within the region: from the upper left corner of each hole straight up to the next
 * side. So what draws lines as well as areas draws nothing beside the region.
 */
export function joinInside({ outer, holes }: Outline): number[] {
  let ring = insetRing(outer);
  // A hole that is met on the way up begins above this one, and has been joined before.
  const waiting = holes.map((hole) => ({ hole: insetRing(hole), at: upperLeft(hole) }));
  waiting.sort((a, b) => a.hole[a.at + 1]! - b.hole[b.at + 1]! || a.hole[a.at]! - b.hole[b.at]!);
  for (const { hole, at } of waiting) {
    const [x, y] = [hole[at]!, hole[at + 1]!];
    const side = sideAbove(ring, x, y);
    const around = [...hole.slice(at), ...hole.slice(0, at), x, y];
    const level = ring[side + 1]!;
    ring = [...ring.slice(0, side + 2), x, level, ...around, x, level, ...ring.slice(side + 2)];
  }
  return ring;
}

/** Joins rings that lie apart, each by a cut there and back where two corners are nearest. */
export function joinApart(rings: readonly (readonly number[])[]): number[] {
  let [joined = [], ...waiting] = rings.map((ring) => [...ring]);
  while (waiting.length > 0) {
    const found = waiting.map((ring) => ({ ring, ...nearest(joined, ring) }));
    const { ring, from, to } = found.reduce((a, b) => (b.distance < a.distance ? b : a));
    const around = [...ring.slice(to), ...ring.slice(0, to), ring[to]!, ring[to + 1]!];
    joined = [...joined.slice(0, from + 2), ...around, ...joined.slice(from)];
    waiting = waiting.filter((other) => other !== ring);
  }
  return joined;
}

function upperLeft(ring: readonly number[]): number {
  let at = 0;
  for (let i = 2; i < ring.length; i += 2)
    if (ring[i + 1]! < ring[at + 1]! || (ring[i + 1] === ring[at + 1] && ring[i]! < ring[at]!)) at = i;
  return at;
}

/** Position of the corner at which the level side begins that is met first on the way up, with the region below it. */
function sideAbove(ring: readonly number[], x: number, y: number): number {
  // In the middle of the column, where no inset corner lies.
  const middle = Math.floor(x) + 0.5;
  let best = -1;
  for (let i = 0; i < ring.length; i += 2) {
    const next = (i + 2) % ring.length;
    const level = ring[i + 1]!;
    if (ring[next + 1] !== level || !(ring[i]! < middle && middle < ring[next]!) || level > y) continue;
    if (best < 0 || level > ring[best + 1]!) best = i;
  }
  return best;
}

function nearest(a: readonly number[], b: readonly number[]): { from: number; to: number; distance: number } {
  const best = { from: 0, to: 0, distance: Infinity };
  for (let from = 0; from < a.length; from += 2)
    for (let to = 0; to < b.length; to += 2) {
      const distance = (a[from]! - b[to]!) ** 2 + (a[from + 1]! - b[to + 1]!) ** 2;
      if (distance < best.distance) Object.assign(best, { from, to, distance });
    }
  return best;
}
