import type { Place } from './ObjectEdit.ts';
import type { ObjectPlane } from './ObjectPlane.ts';
import { pixelAt } from './ObjectPlane.ts';

/** Makes one object of the two under two places, where they are of one class. */
export function joinObjects({ layer, ids }: ObjectPlane, [one, other]: readonly [Place, Place]): void {
  const [a, b] = [pixelAt(layer, one), pixelAt(layer, other)];
  if (a === undefined || b === undefined || layer.data[a] !== layer.data[b]) return;
  const [kept, joined] = [ids[a]!, ids[b]!];
  if (kept === 0 || joined === kept) return;
  for (let i = 0; i < ids.length; i++) if (ids[i] === joined) ids[i] = kept;
}
