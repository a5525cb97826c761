import type { Ring } from './Ring.ts';

/**
 * Calls `run` for each run of pixels whose centres lie inside rings by the even-odd rule, so that a ring within another is a hole. Runs come row by row and from
 * left to right, clipped to the image.
 *
 * @param rings corners may lie outside the image; those that are no finite numbers must have been refused before
 * @param size of the image in pixels
 * @param run gets row, first column, and the column after the last
 */
export function fillRings(
  rings: readonly Ring[],
  { width, height }: { width: number; height: number },
  run: (y: number, from: number, to: number) => void,
): void {
  const edges = rings.flatMap((ring) => edgesOf(ring, height)).sort((a, b) => a.first - b.first);
  let waiting = 0;
  let open: Edge[] = [];
  for (let y = edges[0]?.first ?? height; y < height; y++) {
    while (waiting < edges.length && edges[waiting]!.first <= y) open.push(edges[waiting++]!);
    open = open.filter(({ last }) => last >= y);
    if (open.length === 0 && waiting === edges.length) return;
    const crossings = open.map(({ x, top, slope }) => x + (y + 0.5 - top) * slope).sort((a, b) => a - b);
    for (let i = 0; i + 1 < crossings.length; i += 2) {
      const from = Math.max(0, Math.ceil(crossings[i]! - 0.5));
      const to = Math.min(width, Math.ceil(crossings[i + 1]! - 0.5));
      if (from < to) run(y, from, to);
    }
  }
}

/** A side of a ring, from its upper end on. */
interface Edge {
  /** First and last row whose middle it crosses. */
  first: number;
  last: number;
  /** Its upper end. */
  x: number;
  top: number;
  /** Columns for each row. */
  slope: number;
}

function edgesOf(ring: Ring, height: number): Edge[] {
  const edges: Edge[] = [];
  for (let i = 0; i + 1 < ring.length; i += 2) {
    const next = (i + 2) % ring.length;
    const [xa, ya, xb, yb] = [ring[i]!, ring[i + 1]!, ring[next]!, ring[next + 1]!];
    const [x, top, end, bottom] = ya < yb ? [xa, ya, xb, yb] : [xb, yb, xa, ya];
    const first = Math.max(0, Math.ceil(top - 0.5));
    const last = Math.min(height - 1, Math.ceil(bottom - 0.5) - 1);
    if (first <= last) edges.push({ first, last, x, top, slope: (end - x) / (bottom - top) });
  }
  return edges;
}
