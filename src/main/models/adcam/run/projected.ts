/**
 * Fewer channels of a map, by a fixed random projection: distances are kept about as they were (Johnson and Lindenstrauss, 1984).
 * The projection follows from the number of channels alone, so that what was learned with it goes on to mean the same.
 *
 * @param map `[D, area]`
 * @param most channels of the result, where the map has more
 */
export function projected(
  map: Float32Array,
  area: number,
  most: number,
): { depth: number; values: Float32Array } {
  const from = map.length / area;
  if (from <= most) return { depth: from, values: map };
  const random = signs(from);
  const values = new Float32Array(most * area);
  const scale = 1 / Math.sqrt(most);
  for (let d = 0; d < from; d++)
    for (let k = 0; k < most; k++) {
      const sign = random() * scale;
      for (let i = 0; i < area; i++) values[k * area + i]! += sign * map[d * area + i]!;
    }
  return { depth: most, values };
}

/** A seeded stream of -1 and 1 (mulberry32). */
function signs(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % 2 === 0 ? 1 : -1;
  };
}
