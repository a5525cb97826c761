import type { Point } from './View.ts';

/** The corner nearest to a point, by index; undefined where none is within a distance. All in image pixels. */
export function nearestCorner(corners: readonly Point[], point: Point, distance: number): number | undefined {
  const lengths = corners.map(({ x, y }) => Math.hypot(x - point.x, y - point.y));
  const shortest = Math.min(...lengths);
  return shortest <= distance ? lengths.indexOf(shortest) : undefined;
}

/**
 * The drawn edge nearest to a point: the index of the corner that it begins with, and the point on it. The edge that would
 * close the polygon is not drawn yet. Undefined where none is within a distance.
 */
export function nearestEdge(
  corners: readonly Point[],
  point: Point,
  distance: number,
): { index: number; at: Point } | undefined {
  let nearest: { index: number; at: Point; length: number } | undefined;
  for (let index = 0; index + 1 < corners.length; index++) {
    const at = nearestOnSegment(corners[index]!, corners[index + 1]!, point);
    const length = Math.hypot(at.x - point.x, at.y - point.y);
    if (length <= distance && length < (nearest?.length ?? Infinity)) nearest = { index, at, length };
  }
  return nearest && { index: nearest.index, at: nearest.at };
}

function nearestOnSegment(a: Point, b: Point, point: Point): Point {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : ((point.x - a.x) * dx + (point.y - a.y) * dy) / length;
  const t = Math.min(1, Math.max(0, along));
  return { x: a.x + t * dx, y: a.y + t * dy };
}
