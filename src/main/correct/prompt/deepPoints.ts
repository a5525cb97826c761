import { distanceToOtherLabel } from '../../image/mask/distanceToOtherLabel.ts';

interface Cell {
  x: number;
  y: number;
}

/** Squared distance from the rim at which a place is not deep any more. */
const SHALLOW = 4;

/**
 * Places deep inside the region that a click is about: the deepest first, the others outside of the circles around those before.
 *
 * @param inside `uint8[height, width]`, 1 inside
 * @param near the click; its region is the (8-connected) one that is nearest to it
 * @param most how many
 */
export function deepPoints(
  inside: Uint8Array,
  { width, height }: { width: number; height: number },
  near: Cell,
  most: number,
): Cell[] {
  // A rim all around, so that the border of the image is a rim too.
  const columns = width + 2;
  const region = new Uint8Array(columns * (height + 2));
  for (const index of regionNear(inside, { width, height }, near))
    region[(Math.floor(index / width) + 1) * columns + (index % width) + 1] = 1;
  const found: Cell[] = [];
  while (found.length < most) {
    const squares = distanceToOtherLabel(region, columns, height + 2);
    let deepest = -1;
    for (let i = 0; i < region.length; i++)
      if (region[i] === 1 && (deepest === -1 || squares[i]! > squares[deepest]!)) deepest = i;
    if (deepest === -1 || squares[deepest]! < SHALLOW) break;
    const x = deepest % columns;
    const y = Math.floor(deepest / columns);
    found.push({ x: x - 1, y: y - 1 });
    for (let i = 0; i < region.length; i++)
      if (((i % columns) - x) ** 2 + (Math.floor(i / columns) - y) ** 2 <= squares[deepest]!) region[i] = 0;
  }
  return found;
}

/** Indices of the region that is nearest to a cell. */
function regionNear(
  inside: Uint8Array,
  { width, height }: { width: number; height: number },
  near: Cell,
): number[] {
  let nearest = -1;
  let least = Infinity;
  for (let i = 0; i < inside.length; i++) {
    if (inside[i] !== 1) continue;
    const squared = ((i % width) - near.x) ** 2 + (Math.floor(i / width) - near.y) ** 2;
    if (squared < least) [least, nearest] = [squared, i];
  }
  if (nearest === -1) return [];
  const seen = new Uint8Array(inside.length);
  seen[nearest] = 1;
  const region = [nearest];
  for (let next = 0; next < region.length; next++) {
    const x = region[next]! % width;
    const y = Math.floor(region[next]! / width);
    for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++)
      for (let nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
        const index = ny * width + nx;
        if (inside[index] !== 1 || seen[index] === 1) continue;
        seen[index] = 1;
        region.push(index);
      }
  }
  return region;
}
