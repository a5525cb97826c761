import { VOID } from '../../../shared/labels/labelCodes.ts';
import { connectedComponents } from '../../../shared/labels/connectedComponents.ts';
import { ClassCounts } from '../evaluate/ClassCounts.ts';
import { mean } from '../../../shared/numbers/mean.ts';

/** How good a label map is, by its true mask. */
export interface TrueQuality {
  /** Mean IoU of the classes in the true mask, background left out; NaN where it has none. */
  miou: number;
  /** IoU of each row that true mask or label map has, by row, background left out. */
  classes: Map<number, number>;
  /** IoU of each component of the label map, in reading order, with those true regions of its class that touch it. */
  components: number[];
}

/**
 * Compares a label map with a true mask. A component is compared with the true regions of its class that touch it, all of them and nothing
 * else: one that only floods, or has a small part of an object, is as wrong as one that is nowhere near; and of two objects that lie apart each is judged by itself.
 *
 * @param columns `uint8[height, width]`, the label map: 0 background, 1.. classes as in `rows`, 255 void
 * @param rows `uint8[height, width]`, the true mask: 0 background, 1.. classes, 255 not counted
 * @param classes how many rows there are, background included
 */
export function trueQuality(
  columns: Uint8Array,
  rows: Uint8Array,
  { width, height, classes }: { width: number; height: number; classes: number },
): TrueQuality {
  const counts = new ClassCounts(classes);
  const regions = connectedComponents({ width, height, data: columns });
  const truth = connectedComponents({ width, height, data: rows });
  const areas = new Float64Array(truth.components.length + 1);
  const own = new Float64Array(regions.components.length + 1);
  const shared = new Float64Array(regions.components.length + 1);
  const touched = regions.components.map(() => new Set<number>());
  for (let i = 0; i < rows.length; i++) {
    if (rows[i] === VOID) continue;
    counts.add(rows[i]!, columns[i]!);
    areas[truth.ids[i]!]! += 1;
    const id = regions.ids[i]!;
    own[id]! += 1;
    if (id === 0 || rows[i] !== columns[i]) continue;
    shared[id]! += 1;
    touched[id - 1]!.add(truth.ids[i]!);
  }
  const present = Array.from({ length: classes }, (_, c) => c).filter((c) => c > 0 && counts.truth[c]! > 0);
  return {
    miou: mean(present.map((c) => counts.iou(c))),
    classes: new Map(
      Array.from({ length: classes }, (_, c) => c).flatMap((c) =>
        c > 0 && counts.union(c) > 0 ? [[c, counts.iou(c)] as const] : [],
      ),
    ),
    components: touched.map((set, k) => {
      let union = own[k + 1]! - shared[k + 1]!;
      for (const region of set) union += areas[region]!;
      // Where nothing of it is counted, nothing is known to be wrong.
      return union === 0 ? 1 : shared[k + 1]! / union;
    }),
  };
}
