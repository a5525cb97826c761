import { growParts } from './growParts.ts';
import type { Place } from './ObjectEdit.ts';
import type { ObjectPlane } from './ObjectPlane.ts';
import { pieceOf, piecePixel, planePixel } from './pieceOf.ts';

/**
 * Parts an object that holds two or more of some places: each of its pixels goes to the place that is nearest along paths inside the object. Pieces of
 * it without a place stay with the first one.
 */
export function seedObjects(plane: ObjectPlane, points: readonly Place[]): void {
  const byObject = new Map<number, Set<number>>();
  for (const point of points) {
    const pixel = plane.pixelAt(point);
    const id = pixel === undefined ? 0 : plane.ids[pixel]!;
    if (pixel !== undefined && id !== 0) byObject.set(id, (byObject.get(id) ?? new Set()).add(pixel));
  }
  for (const [id, seeds] of byObject) if (seeds.size > 1) part(plane, id, [...seeds]);
}

function part(plane: ObjectPlane, id: number, seeds: readonly number[]): void {
  const { width } = plane.layer;
  const ids = seeds.map((_, k) => (k === 0 ? id : plane.partOf(id)));
  const done = new Set<number>();
  // Pieces are looked at before any of them is renumbered.
  const pieces = seeds.flatMap((seed) => {
    if (done.has(seed)) return [];
    const piece = pieceOf(plane, seed);
    const owner = new Int32Array(piece.inside.length);
    seeds.forEach((other, k) => {
      const i = piecePixel(piece, other, width);
      if (i === undefined) return;
      owner[i] = k + 1;
      done.add(other);
    });
    growParts(piece, piece.inside, owner);
    return [{ piece, owner }];
  });
  for (const { piece, owner } of pieces)
    for (let i = 0; i < owner.length; i++)
      if (owner[i] !== 0) plane.ids[planePixel(piece, i, width)] = ids[owner[i]! - 1]!;
}
