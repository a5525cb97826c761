import { isClass } from './labelCodes.ts';
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
 * first pixel. `ids` is `int32[height, width]`: position in the list plus one, 0 elsewhere. Rows are cut into runs of one label, and the runs are
 * joined, so that time follows the outlines more than the area.
 */
export function connectedComponents({ width, height, data }: Layer): {
  components: Component[];
  ids: Int32Array;
} {
  const starts: number[] = [];
  const ends: number[] = [];
  /** Of each run, one that belongs to the same region and is not later; itself where none is. */
  const parents: number[] = [];
  let rowAbove = 0;
  for (let row = 0; row < data.length; row += width) {
    const thisRow = starts.length;
    let above = rowAbove;
    for (let at = row; at < row + width;) {
      const label = data[at]!;
      const start = at;
      do at++;
      while (at < row + width && data[at] === label);
      if (!isClass(label)) continue;
      const run = starts.push(start) - 1;
      ends.push(at);
      parents.push(run);
      // Runs above that end before this one begins touch none that follow it.
      while (above < thisRow && ends[above]! + width < start) above++;
      for (let other = above; other < thisRow && starts[other]! + width <= at; other++)
        if (data[starts[other]!] === label) join(parents, run, other);
    }
    rowAbove = thisRow;
  }
  const ids = new Int32Array(width * height);
  const components: Component[] = [];
  /** Of each run that is the first of its region, the region's number. */
  const numbers = new Int32Array(starts.length);
  for (let run = 0; run < starts.length; run++) {
    const [start, end] = [starts[run]!, ends[run]!];
    const root = rootOf(parents, run);
    const y = Math.floor(start / width) + 1;
    const x = (start % width) + 1;
    if (root === run)
      numbers[run] = components.push({
        ...{ label: data[start]!, area: 0, seed: start },
        box: { xmin: width, ymin: y, xmax: 1, ymax: y },
      });
    const { box } = components[numbers[root]! - 1]!;
    components[numbers[root]! - 1]!.area += end - start;
    box.xmin = Math.min(box.xmin, x);
    box.xmax = Math.max(box.xmax, x + end - start - 1);
    box.ymax = y;
    ids.fill(numbers[root]!, start, end);
  }
  return { components, ids };
}

function rootOf(parents: number[], run: number): number {
  let root = run;
  while (parents[root] !== root) {
    // Every second step is cut short, so that the next way is half as long.
    parents[root] = parents[parents[root]!]!;
    root = parents[root]!;
  }
  return root;
}

function join(parents: number[], a: number, b: number): void {
  const [rootA, rootB] = [rootOf(parents, a), rootOf(parents, b)];
  parents[Math.max(rootA, rootB)] = Math.min(rootA, rootB);
}
