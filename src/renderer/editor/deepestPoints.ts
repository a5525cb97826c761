import type { ImageObjects } from '../../shared/objects/findObjects.ts';
import type { Point } from './View.ts';

/** Deeper than this all places are alike. */
const DEEPEST = 65_535;

/** The middle of a pixel of each object that is as far from its border as any, counted in steps to the sides; of several the one nearest to the middle of its box. */
export function deepestPoints(
  { width, height }: { width: number; height: number },
  { ids, objects }: ImageObjects,
): Point[] {
  const depth = new Uint16Array(ids.length);
  for (let i = 0; i < ids.length; i++) {
    const id = ids[i]!;
    if (id === 0) continue;
    const x = i % width;
    const left = x > 0 && ids[i - 1] === id ? depth[i - 1]! : 0;
    const above = i >= width && ids[i - width] === id ? depth[i - width]! : 0;
    depth[i] = Math.min(DEEPEST, 1 + Math.min(left, above));
  }
  const best = objects.map(({ seed }) => seed);
  for (let i = ids.length - 1; i >= 0; i--) {
    const id = ids[i]!;
    if (id === 0) continue;
    const x = i % width;
    const right = x + 1 < width && ids[i + 1] === id ? depth[i + 1]! : 0;
    const below = i + width < width * height && ids[i + width] === id ? depth[i + width]! : 0;
    depth[i] = Math.min(depth[i]!, 1 + Math.min(right, below));
    const deepest = depth[best[id - 1]!]!;
    if (depth[i]! > deepest || (depth[i] === deepest && isMiddler(i, best[id - 1]!, id))) best[id - 1] = i;
  }
  return best.map((i) => ({ x: (i % width) + 0.5, y: Math.floor(i / width) + 0.5 }));

  function isMiddler(one: number, other: number, id: number): boolean {
    const { xmin, ymin, xmax, ymax } = objects[id - 1]!.box;
    const far = (i: number): number => {
      const dx = (i % width) + 1 - (xmin + xmax) / 2;
      const dy = Math.floor(i / width) + 1 - (ymin + ymax) / 2;
      return dx * dx + dy * dy;
    };
    return far(one) < far(other);
  }
}
