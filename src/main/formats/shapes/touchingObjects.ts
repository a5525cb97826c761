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
    const [one, other] = [owner[a]!, owner[b]!];
    if (one === other || data[a] !== data[b] || one === 0 || other === 0) return;
    const [low, high] = one < other ? [one, other] : [other, one];
    const key = low * 65_536 + high;
    if (pairs.has(key)) return;
    const object = objectOf(one);
    if (object === undefined || object !== objectOf(other)) pairs.add(key);
  };
  for (let i = 0; i < data.length; i++) {
    if (!isClass(data[i]!)) continue;
    const isLast = i % width === width - 1;
    if (!isLast) look(i, i + 1);
    const below = i + width;
    if (below >= data.length) continue;
    look(i, below);
    if (!isLast) look(i, below + 1);
    if (i % width > 0) look(i, below - 1);
  }
  return pairs.size;
}
