import type { Rectangle } from '../labels/Layer.ts';
import type { ObjectPlane } from './ObjectPlane.ts';

/** Pixels of one object that hang together (8-connected): the rectangle around them, and in it `inside`, 1 where they are. */
export interface Piece extends Rectangle {
  inside: Uint8Array;
}

/** The piece of an object around one of its pixels. */
export function pieceOf({ layer: { width, height }, ids }: ObjectPlane, start: number): Piece {
  const id = ids[start]!;
  // Seen pixels are marked in the plane itself, and unmarked below: no memory for the whole image.
  const seen = -id;
  const stack = [start];
  ids[start] = seen;
  let [left, right, top, bottom] = [width, -1, height, -1];
  for (let pixel = stack.pop(); pixel !== undefined; pixel = stack.pop()) {
    const x = pixel % width;
    const y = (pixel - x) / width;
    if (x < left) left = x;
    if (x > right) right = x;
    if (y < top) top = y;
    if (y > bottom) bottom = y;
    for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++) {
      for (let nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
        const next = ny * width + nx;
        if (ids[next] !== id) continue;
        ids[next] = seen;
        stack.push(next);
      }
    }
  }
  const area = { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
  const inside = new Uint8Array(area.width * area.height);
  for (let i = 0; i < inside.length; i++) {
    const pixel = planePixel(area, i, width);
    if (ids[pixel] !== seen) continue;
    ids[pixel] = id;
    inside[i] = 1;
  }
  return { ...area, inside };
}

/** The index in an image of `width` of the i-th pixel of a rectangle. */
export function planePixel(area: Rectangle, i: number, width: number): number {
  const column = i % area.width;
  return (area.y + (i - column) / area.width) * width + area.x + column;
}

/** The index in a piece of a pixel of the image; undefined where that is not of it. */
export function piecePixel({ inside, ...area }: Piece, pixel: number, width: number): number | undefined {
  const column = (pixel % width) - area.x;
  const row = Math.floor(pixel / width) - area.y;
  if (column < 0 || row < 0 || column >= area.width || row >= area.height) return undefined;
  const i = row * area.width + column;
  return inside[i] === 1 ? i : undefined;
}
