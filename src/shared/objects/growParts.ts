/** Lengths of a step to the side and to a corner: the path of 5s and 7s is within 5 % of its true length (Borgefors 1986, "Distance transformations in digital images"). */
const SIDE = 5;
const CORNER = 7;
const FARTHEST = 2 ** 31 - 1;

/**
 * Gives the free pixels of a piece to the part that is nearest along paths inside the piece; of two as near, to the one whose pixels come
 * first.
 *
 * @param inside 1 for pixels of the piece, `uint8[height, width]`
 * @param owner the part of each pixel from 1 on, 0 for those that are free; changed, `int32[height, width]`
 */
export function growParts(
  { width, height }: { width: number; height: number },
  inside: Uint8Array,
  owner: Int32Array,
): void {
  const distance = new Int32Array(owner.length).fill(FARTHEST);
  /** Pixels by distance, as many lists as a step is long at most, and one: they are used in turn. */
  const lists: number[][] = Array.from({ length: CORNER + 1 }, () => []);
  let waiting = 0;
  for (let i = 0; i < owner.length; i++) {
    if (owner[i] === 0) continue;
    distance[i] = 0;
    waiting = lists[0]!.push(i);
  }
  for (let at = 0; waiting > 0; at++) {
    const list = lists[at % lists.length]!;
    for (let next = 0; next < list.length; next++) {
      const pixel = list[next]!;
      if (distance[pixel] === at) spread(pixel, at);
    }
    waiting -= list.length;
    list.length = 0;
  }

  function spread(pixel: number, at: number): void {
    const x = pixel % width;
    const y = (pixel - x) / width;
    for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++) {
      for (let nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
        const next = ny * width + nx;
        const far = at + (nx === x || ny === y ? SIDE : CORNER);
        if (inside[next] !== 1 || far >= distance[next]!) continue;
        distance[next] = far;
        owner[next] = owner[pixel]!;
        lists[far % lists.length]!.push(next);
        waiting += 1;
      }
    }
  }
}
