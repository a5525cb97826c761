/** Lengths of a step to the side and to a corner: a path of 5s and 7s is as long as it really is within 5 % (Borgefors 1986, "Distance transformations in digital images"). */
const SIDE = 5;
const CORNER = 7;
const FARTHEST = 2 ** 31 - 1;

/**
 * Gives the free pixels of a piece to the part that is nearest along paths inside the piece; of two as near, to the one that comes to them
 * first, in reading order.
 *
 * @param inside 1 for pixels of the piece, `uint8[height, width]`
 * @param owner the part of each pixel from 1 on, 0 for those that are free; changed, `int32[height, width]`
 */
export function growParts(
  { width, height }: { width: number; height: number },
  inside: Uint8Array,
  owner: Int32Array,
): void {
  // A rim of pixels around, so that every pixel has eight neighbours; what is not free is as near as can be.
  const across = width + 2;
  const owners = new Int32Array(across * (height + 2));
  const distance = new Int32Array(owners.length);
  for (let y = 0; y < height; y++) {
    const to = (y + 1) * across + 1;
    owners.set(owner.subarray(y * width, (y + 1) * width), to);
    for (let x = 0; x < width; x++)
      if (inside[y * width + x] === 1 && owners[to + x] === 0) distance[to + x] = FARTHEST;
  }
  const around = [-across - 1, -across, -across + 1, -1, 1, across - 1, across, across + 1];
  const steps = around.map((_, i) => ([1, 3, 4, 6].includes(i) ? SIDE : CORNER));
  /** Pixels by distance, as many lists as a step is long at most, and one: they are used in turn. */
  const lists: number[][] = Array.from({ length: CORNER + 1 }, () => []);
  // Of the parts, only pixels beside free ones have anything to reach.
  const isBegun = new Uint8Array(owners.length);
  for (let pixel = across; pixel < owners.length - across; pixel++) {
    if (distance[pixel] !== FARTHEST) continue;
    for (const offset of around) {
      const next = pixel + offset;
      if (owners[next] === 0 || isBegun[next] === 1) continue;
      isBegun[next] = 1;
      lists[0]!.push(next);
    }
  }
  let waiting = lists[0]!.length;
  for (let at = 0; waiting > 0; at++) {
    const list = lists[at % lists.length]!;
    for (const pixel of list) {
      // Since it was put here, a shorter way may have been found.
      if (distance[pixel] !== at) continue;
      for (let k = 0; k < around.length; k++) {
        const next = pixel + around[k]!;
        const far = at + steps[k]!;
        if (far >= distance[next]!) continue;
        distance[next] = far;
        owners[next] = owners[pixel]!;
        lists[far % lists.length]!.push(next);
        waiting += 1;
      }
    }
    waiting -= list.length;
    list.length = 0;
  }
  for (let y = 0; y < height; y++) {
    const from = (y + 1) * across + 1;
    owner.set(owners.subarray(from, from + width), y * width);
  }
}
