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
  /** Pixels of the box with an empty one around it. */
  const around = width + 2;
  const inside = new Uint8Array(around * (height + 2));
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) if (isInside(left + x, top + y)) inside[(y + 1) * around + x + 1] = 1;
  const ways: Ways = {
    ...{ stride, left, top, sides: sidesOf(inside, width, height) },
    owners: new Int32Array(stride * (height + 1)),
  };
  const { sides, owners } = ways;
  const outlines: Outline[] = [];
  for (let corner = 0; corner < sides.length; corner++) {
    while (sides[corner]! !== 0) {
      const first = [RIGHT, DOWN, LEFT, UP].find((side) => (sides[corner]! & side) !== 0)!;
      // In reading order the first side of an outer ring has its region below, that of a hole the region above.
      if (first === RIGHT) {
        outlines.push({ outer: [], holes: [] });
        outlines.at(-1)!.outer = follow(ways, corner, first, outlines.length);
        continue;
      }
      const y = Math.floor(corner / stride);
      let x = corner % stride;
      // To the left, the region above ends at a side of a ring that began above, and so was followed before.
      while (inside[y * around + x] === 1) x--;
      const owner = owners[y * stride + x]!;
      outlines[owner - 1]!.holes.push(follow(ways, corner, first, owner));
    }
  }
  return outlines;
}

/** What is left to follow. */
interface Ways {
  stride: number;
  left: number;
  top: number;
  /** For each corner of a pixel, which sides leave it (1 right, 2 down, 4 left, 8 up), the mask on their right hand. */
  sides: Uint8Array;
  /** For each corner that a side leaves upwards, the number of the outline that has it, plus one. */
  owners: Int32Array;
}

function sidesOf(inside: Uint8Array, width: number, height: number): Uint8Array {
  const stride = width + 1;
  const around = width + 2;
  const sides = new Uint8Array(stride * (height + 1));
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = (y + 1) * around + x + 1;
      if (inside[at] === 0) continue;
      const corner = y * stride + x;
      if (inside[at - around] === 0) sides[corner]! |= RIGHT;
      if (inside[at + 1] === 0) sides[corner + 1]! |= DOWN;
      if (inside[at + around] === 0) sides[corner + stride + 1]! |= LEFT;
      if (inside[at - 1] === 0) sides[corner + stride]! |= UP;
    }
  return sides;
}

const [RIGHT, DOWN, LEFT, UP] = [1, 2, 4, 8] as const;

/** Where each side leads, as a step in x and y, and what may follow it: the mask is on the right hand, and what touches at a corner only is parted. */
const STEPS: Record<number, { dx: number; dy: number; next: readonly number[] }> = {
  [RIGHT]: { dx: 1, dy: 0, next: [DOWN, RIGHT, UP] },
  [DOWN]: { dx: 0, dy: 1, next: [LEFT, DOWN, RIGHT] },
  [LEFT]: { dx: -1, dy: 0, next: [UP, LEFT, DOWN] },
  [UP]: { dx: 0, dy: -1, next: [RIGHT, UP, LEFT] },
};

/** Takes the sides of one ring away, and returns its corners. @param owner number of its outline plus one */
function follow(
  { sides, owners, stride, left, top }: Ways,
  start: number,
  first: number,
  owner: number,
): number[] {
  const ring: number[] = [];
  let corner = start;
  let side = first;
  let before = 0;
  do {
    if (side !== before) ring.push(left + (corner % stride), top + Math.floor(corner / stride));
    sides[corner]! &= ~side;
    if (side === UP) owners[corner] = owner;
    const { dx, dy, next } = STEPS[side]!;
    corner += dy * stride + dx;
    before = side;
    side = next.find((item) => (sides[corner]! & item) !== 0) ?? 0;
  } while (side !== 0 && !(corner === start && side === first));
  return ring;
}
