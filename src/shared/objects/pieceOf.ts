import { connectedComponents } from '../labels/connectedComponents.ts';
import type { Rectangle } from '../labels/Layer.ts';
import type { ObjectPlane } from './ObjectPlane.ts';

/** Pixels of one object that hang together (8-connected): a rectangle, and in it `inside`, 1 where they are. */
export interface Piece extends Rectangle {
  inside: Uint8Array;
}

/** The piece of an object around one of its pixels. */
export function pieceOf(plane: ObjectPlane, start: number): Piece {
  const { width } = plane.layer;
  const id = plane.ids[start]!;
  const { xmin, ymin, xmax, ymax } = plane.boxOf(id);
  const area = { x: xmin - 1, y: ymin - 1, width: xmax - xmin + 1, height: ymax - ymin + 1 };
  const inside = new Uint8Array(area.width * area.height);
  for (let row = 0; row < area.height; row++) {
    const from = (area.y + row) * width + area.x;
    for (let column = 0; column < area.width; column++)
      if (plane.ids[from + column] === id) inside[row * area.width + column] = 1;
  }
  const { components, ids } = connectedComponents({ ...area, data: inside });
  if (components.length > 1) {
    const own = ids[(Math.floor(start / width) - area.y) * area.width + (start % width) - area.x];
    for (let i = 0; i < ids.length; i++) if (ids[i] !== own) inside[i] = 0;
  }
  return { ...area, inside };
}

/** The index in an image of `width` of the i-th pixel of a rectangle. */
export function planePixel(area: Rectangle, i: number, width: number): number {
  const column = i % area.width;
  return (area.y + (i - column) / area.width) * width + area.x + column;
}

/** The index in a piece of a pixel of the image; undefined where that is not of it. */
export function piecePixel(piece: Piece, pixel: number, width: number): number | undefined {
  const column = (pixel % width) - piece.x;
  const row = Math.floor(pixel / width) - piece.y;
  if (column < 0 || row < 0 || column >= piece.width || row >= piece.height) return undefined;
  const i = row * piece.width + column;
  return piece.inside[i] === 1 ? i : undefined;
}
