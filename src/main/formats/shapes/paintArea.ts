import { decodeCounts } from '../coco/rle.ts';
import { fillRings } from '../geometry/fillRings.ts';
import type { Ring } from '../geometry/Ring.ts';
import { BadShape } from './BadShape.ts';
import type { Area } from './Shape.ts';

/** More corners, or corners farther away, no person and no tool makes. */
const MOST_CORNERS = 1_000_000;
const FARTHEST = 1e7;
/** Rows that all sides of a shape's rings cross together. */
const MOST_CROSSINGS = 20_000_000;

/**
 * Calls `pixels` for runs of an area's pixels inside the image, as positions [from, to) in `uint8[height, width]`. Runs of different parts may overlap.
 *
 * @throws BadShape before anything is painted
 */
export function paintArea(
  area: Area,
  size: { width: number; height: number },
  pixels: (from: number, to: number) => void,
): void {
  if (area.kind === 'rings') {
    area.parts.forEach((rings) => expectSound(rings, size.height));
    for (const rings of area.parts)
      fillRings(rings, size, (y, from, to) => pixels(y * size.width + from, y * size.width + to));
  } else if (area.kind === 'counts') {
    try {
      decodeCounts(area.counts(), size, (index) => pixels(index, index + 1));
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw new BadShape('with runs that do not fill their image', { cause: error });
    }
  } else if (area.kind === 'pixels') paintPixels(area, size, pixels);
}

function paintPixels(
  area: Extract<Area, { kind: 'pixels' }>,
  { width, height }: { width: number; height: number },
  pixels: (from: number, to: number) => void,
): void {
  const [left, right] = [Math.max(0, area.x), Math.min(width, area.x + area.width)];
  const [top, bottom] = [Math.max(0, area.y), Math.min(height, area.y + area.height)];
  if (left >= right || top >= bottom) return;
  const inside = area.inside();
  for (let y = top; y < bottom; y++) {
    const row = (y - area.y) * area.width - area.x;
    for (let x = left; x < right; x++) {
      if (inside[row + x] === 0) continue;
      const from = x;
      while (x < right && inside[row + x] !== 0) x++;
      pixels(y * width + from, y * width + x);
    }
  }
}

function expectSound(rings: readonly Ring[], height: number): void {
  let corners = 0;
  let crossings = 0;
  for (const ring of rings) {
    if (ring.length < 6 || ring.length % 2 !== 0) throw new BadShape('with fewer than three corners');
    corners += ring.length / 2;
    if (corners > MOST_CORNERS) throw new BadShape(`with more than ${MOST_CORNERS} corners`);
    let before = ring[ring.length - 1]!;
    for (let i = 0; i < ring.length; i += 2) {
      const [x, y] = [ring[i]!, ring[i + 1]!];
      if (!Number.isFinite(x) || !Number.isFinite(y))
        throw new BadShape('with coordinates that are no numbers');
      if (Math.abs(x) > FARTHEST || Math.abs(y) > FARTHEST)
        throw new BadShape('with coordinates far beside every image');
      crossings += Math.abs(clamp(y, height) - clamp(before, height));
      before = y;
    }
  }
  if (crossings > MOST_CROSSINGS) throw new BadShape('with too many sides to be filled');
}

function clamp(y: number, height: number): number {
  return Math.min(height, Math.max(0, y));
}
