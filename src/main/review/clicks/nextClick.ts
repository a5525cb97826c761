import { connectedComponents } from '../../../shared/labels/connectedComponents.ts';
import { distanceToOtherLabel } from '../../image/mask/distanceToOtherLabel.ts';
import { INSIDE, NOT_COUNTED } from './trueObjects.ts';

/** A click on a pixel; what is missing is added, what is too much is taken away. */
export interface Click {
  x: number;
  y: number;
  positive: boolean;
}

const MISSING = 1;
const TOO_MUCH = 2;

/**
 * Where an annotator clicks next: in the largest connected region that is wrong, at the pixel that is farthest from its rim, as
 * benchmarks of interactive segmentation do (Sofiiuk, Petrov and Konushin, "Reviving Iterative Training with Mask Guidance for
 * Interactive Segmentation", 2022). Of equals the first in reading order.
 *
 * @param truth `uint8[height, width]` of a `TrueObject`
 * @param shown `uint8[height, width]`: the label that is shown
 * @param label of the object
 * @returns undefined where nothing is wrong
 */
export function nextClick(
  truth: Uint8Array,
  shown: Uint8Array,
  label: number,
  { width, height }: { width: number; height: number },
): Click | undefined {
  const wrong = new Uint8Array(truth.length);
  for (let i = 0; i < truth.length; i++) {
    if (truth[i] === NOT_COUNTED) continue;
    const isInside = truth[i] === INSIDE;
    if (isInside !== (shown[i] === label)) wrong[i] = isInside ? MISSING : TOO_MUCH;
  }
  const { components, ids } = connectedComponents({ width, height, data: wrong });
  if (components.length === 0) return undefined;
  let largest = 0;
  components.forEach(({ area }, k) => {
    if (area > components[largest]!.area) largest = k;
  });
  const { label: kind, box } = components[largest]!;
  // A rim around its box, so that the border of the image is a rim too.
  const [left, top] = [box.xmin - 2, box.ymin - 2];
  const columns = box.xmax - box.xmin + 3;
  const rows = box.ymax - box.ymin + 3;
  const region = new Uint8Array(columns * rows);
  for (let y = 1; y < rows - 1; y++)
    for (let x = 1; x < columns - 1; x++)
      if (ids[(top + y) * width + left + x] === largest + 1) region[y * columns + x] = 1;
  const distances = distanceToOtherLabel(region, columns, rows);
  let best = -1;
  for (let i = 0; i < region.length; i++)
    if (region[i] === 1 && (best === -1 || distances[i]! > distances[best]!)) best = i;
  return {
    x: left + (best % columns),
    y: top + Math.floor(best / columns),
    positive: kind === MISSING,
  };
}
