import { connectedComponents } from '../../../shared/labels/connectedComponents.ts';
import type { JudgedImage } from './JudgedImage.ts';

/** How far one label map is from another: of each class and of each component, in [0, 1]. */
export interface Disagreement {
  classes: number[];
  components: number[];
}

/**
 * How far another label map is from the one that is judged: one less the intersection over union (Jaccard 1912), of each class, and of
 * each component with those regions of its class in the other map that touch it. A class that neither has is as wrong as can be: it was expected.
 *
 * @param other `uint8[height, width]` at the reduced size
 */
export function disagreement(image: JudgedImage, other: Uint8Array): Disagreement {
  const { width, height, labels, classes, ids } = image;
  const [own, others, both] = [new Int32Array(256), new Int32Array(256), new Int32Array(256)];
  const regions = connectedComponents({ width, height, data: other });
  const areas = new Int32Array(regions.components.length + 1);
  const mine = new Int32Array(image.components.length + 1);
  const shared = new Int32Array(image.components.length + 1);
  const touched = image.components.map(() => new Set<number>());
  for (let i = 0; i < labels.length; i++) {
    own[labels[i]!]! += 1;
    others[other[i]!]! += 1;
    areas[regions.ids[i]!]! += 1;
    mine[ids[i]!]! += 1;
    if (labels[i] !== other[i]) continue;
    both[labels[i]!]! += 1;
    if (ids[i] === 0) continue;
    shared[ids[i]!]! += 1;
    touched[ids[i]! - 1]!.add(regions.ids[i]!);
  }
  return {
    classes: classes.map((c) => oneLess(both[c]!, own[c]! + others[c]! - both[c]!)),
    components: touched.map((set, k) => {
      let union = mine[k + 1]! - shared[k + 1]!;
      for (const region of set) union += areas[region]!;
      return oneLess(shared[k + 1]!, union);
    }),
  };
}

function oneLess(intersection: number, union: number): number {
  return union === 0 ? 1 : 1 - intersection / union;
}
