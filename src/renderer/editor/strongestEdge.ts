import { edgeStrength } from './edgeStrength.ts';
import type { LabPhoto } from './LabPhoto.ts';
import type { Point } from './View.ts';

/** Weaker ones draw nothing to them. */
const WEAKEST = 2;

/**
 * The middle of the pixel near a point where the photograph changes most, nearer ones first where they are alike; the point
 * itself where nothing changes.
 *
 * @param distance how far to look, in image pixels
 * @param step image pixels from one place that is looked at to the next
 */
export function strongestEdge(photo: LabPhoto, point: Point, distance: number, step = 1): Point {
  const width = Math.round(photo.width / photo.scaleX);
  const height = Math.round(photo.height / photo.scaleY);
  let [best, found] = [WEAKEST, point];
  const places = Math.floor(distance / step);
  for (let row = -places; row <= places; row++) {
    for (let column = -places; column <= places; column++) {
      const away = Math.hypot(row, column) / (places + 1);
      const x = Math.floor(point.x + column * step);
      const y = Math.floor(point.y + row * step);
      if (away >= 1 || x < 0 || y < 0 || x >= width || y >= height) continue;
      const weighted = edgeStrength(photo, x, y, step) * (1 - away * away);
      if (weighted > best) [best, found] = [weighted, { x: x + 0.5, y: y + 0.5 }];
    }
  }
  return found;
}
