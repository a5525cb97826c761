import type { Layer, Rectangle } from '../../shared/labels/Layer.ts';
import { clip } from '../../shared/labels/Layer.ts';
import type { Point } from './View.ts';

export type BrushShape = 'round' | 'square';
/** Whether a tool may change the pixel at x, y. */
export type MayPaint = (x: number, y: number) => boolean;

/** What a brush of a radius covers when it moves from one image point to another. */
export function brushBounds(from: Point, to: Point, radius: number): Rectangle {
  const x = Math.floor(Math.min(from.x, to.x) - radius);
  const y = Math.floor(Math.min(from.y, to.y) - radius);
  return {
    ...{ x, y },
    width: Math.ceil(Math.max(from.x, to.x) + radius) - x,
    height: Math.ceil(Math.max(from.y, to.y) + radius) - y,
  };
}

/**
 * Paints the way of a brush with a hard edge: every pixel whose centre it passes over.
 *
 * @param from image points; a click has both the same
 * @param radius in image pixels; 0.5 is a single pixel
 */
export function paintBrush(
  layer: Layer,
  options: {
    from: Point;
    to: Point;
    radius: number;
    shape: BrushShape;
    label: number;
    mayPaint?: MayPaint | undefined;
  },
): void {
  const { from, to, radius, shape, label, mayPaint } = options;
  const area = clip(layer, brushBounds(from, to, radius));
  if (!area) return;
  const covers = shape === 'round' ? roundCover(from, to, radius) : squareCover(from, to, radius);
  for (let y = area.y; y < area.y + area.height; y++) {
    for (let x = area.x; x < area.x + area.width; x++) {
      if (covers(x + 0.5, y + 0.5) && (!mayPaint || mayPaint(x, y))) layer.data[y * layer.width + x] = label;
    }
  }
}

/** Distance to the segment, squared, against the radius. */
function roundCover(from: Point, to: Point, radius: number): (x: number, y: number) => boolean {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = dx * dx + dy * dy;
  const limit = radius * radius;
  return (x, y) => {
    const along = length === 0 ? 0 : ((x - from.x) * dx + (y - from.y) * dy) / length;
    const t = Math.min(1, Math.max(0, along));
    const [ex, ey] = [x - from.x - t * dx, y - from.y - t * dy];
    return ex * ex + ey * ey <= limit;
  };
}

/** Whether a square of this radius, somewhere on the way, holds the point. */
function squareCover(from: Point, to: Point, radius: number): (x: number, y: number) => boolean {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  return (x, y) => {
    const [a, b] = within(x - from.x, dx, radius);
    const [c, d] = within(y - from.y, dy, radius);
    return Math.max(a, c, 0) <= Math.min(b, d, 1);
  };
}

/** The times t at which |offset - t * step| <= radius. */
function within(offset: number, step: number, radius: number): [number, number] {
  if (step === 0) return Math.abs(offset) <= radius ? [0, 1] : [1, 0];
  const [a, b] = [(offset - radius) / step, (offset + radius) / step];
  return a < b ? [a, b] : [b, a];
}
