import { connectedComponents } from '../labels/connectedComponents.ts';
import { growParts } from './growParts.ts';
import { linePixels } from './linePixels.ts';
import type { Place } from './ObjectEdit.ts';
import type { ObjectPlane } from './ObjectPlane.ts';
import type { Piece } from './pieceOf.ts';
import { pieceOf, piecePixel, planePixel } from './pieceOf.ts';

/** A part with fewer pixels than this, and than a hundredth of what is cut, is a splinter of the line and nothing that was meant. */
const SMALLEST = 16;
const SMALLEST_SHARE = 0.01;

/**
 * Parts what a line goes right through. The line's own pixels, and splinters, go to the nearest part; the largest part stays the object that was
 * cut, with pieces of it that lie elsewhere.
 */
export function cutObjects(plane: ObjectPlane, points: readonly Place[]): void {
  const { width } = plane.layer;
  const line = linePixels(plane.layer, points);
  const done = new Set<number>();
  for (const pixel of line) {
    if (plane.ids[pixel] === 0 || done.has(pixel)) continue;
    const piece = pieceOf(plane, pixel);
    const rest = piece.inside.slice();
    for (const other of line) {
      const i = piecePixel(piece, other, width);
      if (i === undefined) continue;
      rest[i] = 0;
      done.add(other);
    }
    part(plane, plane.ids[pixel]!, piece, rest);
  }
}

/** @param rest the piece without the line */
function part(plane: ObjectPlane, id: number, piece: Piece, rest: Uint8Array): void {
  const { width, height, inside } = piece;
  const { components, ids: owner } = connectedComponents({ width, height, data: rest });
  const whole = components.reduce((sum, { area }) => sum + area, 0);
  const isPart = components.map(({ area }) => area >= SMALLEST || area >= whole * SMALLEST_SHARE);
  if (isPart.filter(Boolean).length < 2) return;
  for (let i = 0; i < owner.length; i++) if (owner[i] !== 0 && !isPart[owner[i]! - 1]) owner[i] = 0;
  growParts(piece, inside, owner);
  const largest = components.reduce((best, { area }, i) => (area > components[best]!.area ? i : best), 0);
  const ids = components.map((_, i) => (isPart[i] && i !== largest ? plane.partOf(id) : id));
  for (let i = 0; i < owner.length; i++) {
    const part = owner[i]! - 1;
    if (part >= 0 && part !== largest) plane.ids[planePixel(piece, i, plane.layer.width)] = ids[part]!;
  }
}
