import { BACKGROUND, VOID } from './labelCodes.ts';
import type { Layer } from './Layer.ts';

/** One region of touching pixels of one label. The box is 1-based and inclusive, as PASCAL VOC counts. */
export interface Component {
  label: number;
  area: number;
  box: { xmin: number; ymin: number; xmax: number; ymax: number };
  /** Index in reading order of its first pixel. */
  seed: number;
}

/**
 * Regions of 8-connected pixels with the same label, background and void left out, in reading order of their
 * first pixel. `ids` is `int32[height, width]`: position in the list plus one, 0 elsewhere.
 */
export function connectedComponents({ width, height, data }: Layer): {
  components: Component[];
  ids: Int32Array;
} {
  const ids = new Int32Array(width * height);
  const components: Component[] = [];
  const stack: number[] = [];
  for (let seed = 0; seed < data.length; seed++) {
    const label = data[seed]!;
    if (label === BACKGROUND || label === VOID || ids[seed] !== 0) continue;
    const id = components.length + 1;
    const box = { xmin: width, ymin: height, xmax: 1, ymax: 1 };
    let area = 0;
    ids[seed] = id;
    stack.push(seed);
    for (let pixel = stack.pop(); pixel !== undefined; pixel = stack.pop()) {
      const x = pixel % width;
      const y = (pixel - x) / width;
      area += 1;
      if (x + 1 < box.xmin) box.xmin = x + 1;
      if (x + 1 > box.xmax) box.xmax = x + 1;
      if (y + 1 < box.ymin) box.ymin = y + 1;
      if (y + 1 > box.ymax) box.ymax = y + 1;
      const top = y > 0 ? y - 1 : 0;
      const bottom = y + 1 < height ? y + 1 : y;
      const left = x > 0 ? x - 1 : 0;
      const right = x + 1 < width ? x + 1 : x;
      for (let ny = top; ny <= bottom; ny++) {
        for (let neighbour = ny * width + left; neighbour <= ny * width + right; neighbour++) {
          if (ids[neighbour] === 0 && data[neighbour] === label) {
            ids[neighbour] = id;
            stack.push(neighbour);
          }
        }
      }
    }
    components.push({ label, area, box, seed });
  }
  return { components, ids };
}
