import type { Layer } from '../labels/Layer.ts';
import type { Place } from './ObjectEdit.ts';

/**
 * The pixels of an image that a line passes through, each once and in its order: every two that follow each other share a side, so that no
 * 8-connected path leads from one side of it to the other.
 */
export function linePixels(layer: Layer, points: readonly Place[]): Set<number> {
  const found = new Set<number>();
  for (let i = 1; i < points.length; i++) {
    const part = clipLine(layer, points[i - 1]!, points[i]!);
    if (part) addSegment(layer, part[0], part[1], found);
  }
  return found;
}

/** Goes from cell to cell across the side that the line leaves it by (Amanatides and Woo 1987, "A fast voxel traversal algorithm"). */
function addSegment({ width, height }: Layer, from: Place, to: Place, found: Set<number>): void {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const [stepX, stepY] = [Math.sign(dx), Math.sign(dy)];
  let x = Math.min(width - 1, Math.floor(from.x));
  let y = Math.min(height - 1, Math.floor(from.y));
  const endX = Math.min(width - 1, Math.floor(to.x));
  const endY = Math.min(height - 1, Math.floor(to.y));
  let nextX = dx === 0 ? Infinity : (x + (stepX > 0 ? 1 : 0) - from.x) / dx;
  let nextY = dy === 0 ? Infinity : (y + (stepY > 0 ? 1 : 0) - from.y) / dy;
  found.add(y * width + x);
  for (let left = Math.abs(endX - x) + Math.abs(endY - y); left > 0; left--) {
    // Rounding must not lead past the end.
    if (y === endY || (x !== endX && nextX < nextY)) {
      x += stepX;
      nextX += stepX / dx;
    } else {
      y += stepY;
      nextY += stepY / dy;
    }
    found.add(y * width + x);
  }
}

/** The part of a line within the image (Liang and Barsky 1984); undefined where there is none. */
function clipLine({ width, height }: Layer, a: Place, b: Place): [Place, Place] | undefined {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  let [start, end] = [0, 1];
  for (const [along, room] of [
    [-dx, a.x],
    [dx, width - a.x],
    [-dy, a.y],
    [dy, height - a.y],
  ] as const) {
    if (along === 0 && room < 0) return undefined;
    if (along < 0) start = Math.max(start, room / along);
    if (along > 0) end = Math.min(end, room / along);
  }
  if (start > end) return undefined;
  const at = (t: number): Place => ({
    x: Math.max(0, Math.min(width, a.x + t * dx)),
    y: Math.max(0, Math.min(height, a.y + t * dy)),
  });
  return [at(start), at(end)];
}
