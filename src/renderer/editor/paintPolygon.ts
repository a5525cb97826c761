import type { Layer, Rectangle } from '../../shared/labels/Layer.ts';
import { clip } from '../../shared/labels/Layer.ts';
import type { MayPaint } from './paintBrush.ts';
import type { Point } from './View.ts';

/** The rectangle around a polygon of image points. */
export function polygonBounds(points: readonly Point[]): Rectangle {
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [x, y] = [Math.floor(Math.min(...xs)), Math.floor(Math.min(...ys))];
  return { x, y, width: Math.ceil(Math.max(...xs)) - x, height: Math.ceil(Math.max(...ys)) - y };
}

/** Fills a polygon by the even-odd rule: every pixel whose centre lies inside. */
export function paintPolygon(
  layer: Layer,
  points: readonly Point[],
  { label, mayPaint }: { label: number; mayPaint?: MayPaint | undefined },
): void {
  const area = clip(layer, polygonBounds(points));
  if (!area) return;
  for (let y = area.y; y < area.y + area.height; y++) {
    const crossings = crossingsAt(points, y + 0.5);
    for (let i = 0; i + 1 < crossings.length; i += 2) {
      const first = Math.max(area.x, Math.ceil(crossings[i]! - 0.5));
      const last = Math.min(area.x + area.width - 1, Math.ceil(crossings[i + 1]! - 0.5) - 1);
      for (let x = first; x <= last; x++)
        if (!mayPaint || mayPaint(x, y)) layer.data[y * layer.width + x] = label;
    }
  }
}

/** Where the polygon's edges cross a horizontal line, from left to right. */
function crossingsAt(points: readonly Point[], y: number): number[] {
  return points
    .flatMap((a, index) => {
      const b = points[(index + 1) % points.length]!;
      return a.y <= y === b.y <= y ? [] : [a.x + ((y - a.y) / (b.y - a.y)) * (b.x - a.x)];
    })
    .sort((a, b) => a - b);
}
