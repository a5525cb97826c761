import { connectedComponents } from '../../src/shared/labels/connectedComponents.ts';
import { nextClick } from '../../src/main/review/clicks/nextClick.ts';
import { INSIDE, NOT_COUNTED, OUTSIDE } from '../../src/main/review/clicks/trueObjects.ts';
import { BACKGROUND, VOID } from '../../src/shared/labels/labelCodes.ts';
import type { LabelMap } from './oracle.ts';
import type { ClickWork } from './Work.ts';

/**
 * A click in the middle of the largest region that is wrong for any one class (`nextClick`).
 *
 * @returns with it, how many pixels that region has; undefined where nothing is wrong
 */
export function clickWork(labels: LabelMap, truth: LabelMap): { work: ClickWork; area: number } | undefined {
  const { width, height } = truth;
  let best: { work: ClickWork; area: number } | undefined;
  for (const label of new Set([...new Set(labels.data), ...new Set(truth.data)])) {
    if (label === BACKGROUND || label === VOID) continue;
    const pixels = truth.data.map((value) =>
      value === VOID ? NOT_COUNTED : value === label ? INSIDE : OUTSIDE,
    );
    const click = nextClick(pixels, labels.data, label, { width, height });
    if (!click) continue;
    const wrong = pixels.map((kind, i) =>
      Number(kind !== NOT_COUNTED && (kind === INSIDE) !== (labels.data[i] === label) && 1 + kind),
    );
    const { components, ids } = connectedComponents({ width, height, data: wrong });
    const { area } = components[ids[click.y * width + click.x]! - 1]!;
    if (area <= (best?.area ?? 0)) continue;
    const at = { x: click.x + 0.5, y: click.y + 0.5 };
    best = { work: { tool: 'click', label, at, positive: click.positive }, area };
  }
  return best;
}
