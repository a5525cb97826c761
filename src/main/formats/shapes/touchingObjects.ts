import { isClass } from '../../../shared/labels/labelCodes.ts';
import type { IndexMask } from '../../image/mask/readIndexMask.ts';
import type { Shape } from './Shape.ts';

/**
 * How many pairs of different objects touch, by side or corner, whose label is the same: in a label map they hang together.
 *
 * @param mask with `owner`, `uint16[height, width]`: the position in `shapes` of what each pixel is from, plus one
 */
export function touchingObjects(
  { width, data, owner }: IndexMask & { owner: Uint16Array },
  shapes: readonly Pick<Shape, 'object'>[],
): number {
  const pairs = new Set<number>();
  const objectOf = (index: number): string | number | undefined => shapes[index - 1]!.object;
  const look = (a: number, b: number): void => {
    if (owner[a] === owner[b] || data[a] !== data[b]) return;
    const [one, other] = [owner[a]!, owner[b]!];
    if (one === 0 || other === 0) return;
    const key = Math.min(one, other) * 65_536 + Math.max(one, other);
    if (pairs.has(key)) return;
    const object = objectOf(one);
    if (object === undefined || object !== objectOf(other)) pairs.add(key);
  };
  for (let x = 0, i = 0; i < data.length; i++, x = x + 1 === width ? 0 : x + 1) {
    if (!isClass(data[i]!)) continue;
    const isLast = x + 1 === width;
    if (!isLast) look(i, i + 1);
    const below = i + width;
    if (below >= data.length) continue;
    look(i, below);
    if (!isLast) look(i, below + 1);
    if (x > 0) look(i, below - 1);
  }
  return pairs.size;
}
