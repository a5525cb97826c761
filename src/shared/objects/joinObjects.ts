import type { Place } from './ObjectEdit.ts';
import type { ObjectPlane } from './ObjectPlane.ts';

/** Makes one object of the two under two places, where they are of one class. */
export function joinObjects(plane: ObjectPlane, [one, other]: readonly [Place, Place]): void {
  const { layer, ids } = plane;
  const [a, b] = [plane.pixelAt(one), plane.pixelAt(other)];
  if (a === undefined || b === undefined || layer.data[a] !== layer.data[b]) return;
  if (ids[a] !== 0 && ids[b] !== ids[a]) plane.join(ids[a]!, ids[b]!);
}
