/** The outline of one region of touching pixels: the ring around it, and one ring for each hole. */
export interface Outline {
  outer: number[];
  holes: number[][];
}

/**
 * Outlines of a mask along the sides of its pixels, so that filling them by `fillRings` gives the very same mask. Corners lie on whole numbers; on straight lines
 * there are none. Pixels that touch at a corner only belong to different outlines, as 4-connected regions do.
 *
 * @param isInside whether a pixel of the image belongs to the mask; asked for pixels inside `box` only
 * @param box the pixels to look at: columns [x, x + width), rows [y, y + height)
 * @returns in reading order of their first pixel, corners clockwise as seen on the screen; holes run the other way
 */
export function traceRings(
  isInside: (x: number, y: number) => boolean,
  box: { x: number; y: number; width: number; height: number },
): Outline[] {
  const { x: left, y: top, width, height } = box;
  const stride = width + 1;
  /** For each corner of a pixel, which sides leave it (1 right, 2 down, 4 left, 8 up), the mask on their right hand. */
  const sides = new Uint8Array(stride * (height + 1));
  const inside = new Uint8Array(width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) inside[y * width + x] = isInside(left + x, top + y) ? 1 : 0;
  const has = (x: number, y: number): boolean =>
    x >= 0 && y >= 0 && x < width && y < height && inside[y * width + x] === 1;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      if (!has(x, y)) continue;
      const corner = y * stride + x;
      if (!has(x, y - 1)) sides[corner]! |= RIGHT;
      if (!has(x + 1, y)) sides[corner + 1]! |= DOWN;
      if (!has(x, y + 1)) sides[corner + stride + 1]! |= LEFT;
      if (!has(x - 1, y)) sides[corner + stride]! |= UP;
    }
  const outlines: Outline[] = [];
  /** Of each pixel, the number of the outline that its region has, plus one; filled row by row from left to right. */
  const owner = new Int32Array(width * height);
  for (let corner = 0; corner < sides.length; corner++) {
    const [x, y] = [corner % stride, Math.floor(corner / stride)];
    if (has(x, y) && owner[y * width + x] === 0) {
      outlines.push({ outer: [], holes: [] });
      flood(inside, owner, { width, seed: y * width + x, number: outlines.length });
    }
    while (sides[corner]! !== 0) {
      const first = [RIGHT, DOWN, LEFT, UP].find((side) => (sides[corner]! & side) !== 0)!;
      const ring = follow(sides, corner, first, { stride, left, top });
      // In reading order the first side of an outer ring has its region below, that of a hole the region above.
      const at = first === RIGHT ? y * width + x : (y - 1) * width + x;
      const outline = outlines[owner[at]! - 1]!;
      if (first === RIGHT) outline.outer = ring;
      else outline.holes.push(ring);
    }
  }
  return outlines;
}

const [RIGHT, DOWN, LEFT, UP] = [1, 2, 4, 8] as const;

/** Where each side leads, as a step in x and y, and what may follow it: the mask is on the right hand, and what touches at a corner only is parted. */
const STEPS: Record<number, { dx: number; dy: number; next: readonly number[] }> = {
  [RIGHT]: { dx: 1, dy: 0, next: [DOWN, RIGHT, UP] },
  [DOWN]: { dx: 0, dy: 1, next: [LEFT, DOWN, RIGHT] },
  [LEFT]: { dx: -1, dy: 0, next: [UP, LEFT, DOWN] },
  [UP]: { dx: 0, dy: -1, next: [RIGHT, UP, LEFT] },
};

/** Takes the sides of one ring away, and returns its corners. */
function follow(
  sides: Uint8Array,
  start: number,
  first: number,
  { stride, left, top }: { stride: number; left: number; top: number },
): number[] {
  const ring: number[] = [];
  let corner = start;
  let side = first;
  let before = 0;
  do {
    if (side !== before) ring.push(left + (corner % stride), top + Math.floor(corner / stride));
    sides[corner]! &= ~side;
    const { dx, dy, next } = STEPS[side]!;
    corner += dy * stride + dx;
    before = side;
    side = next.find((item) => (sides[corner]! & item) !== 0) ?? 0;
  } while (side !== 0 && !(corner === start && side === first));
  return ring;
}

/** Numbers the 4-connected region of a pixel. */
function flood(
  inside: Uint8Array,
  owner: Int32Array,
  { width, seed, number }: { width: number; seed: number; number: number },
): void {
  const waiting = [seed];
  owner[seed] = number;
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const x = at % width;
    const near = [x > 0 ? at - 1 : -1, x + 1 < width ? at + 1 : -1, at - width, at + width];
    for (const other of near)
      if (inside[other] === 1 && owner[other] === 0) {
        owner[other] = number;
        waiting.push(other);
      }
  }
}
