import Scaling from '@lucide/svelte/icons/scaling';
import type { Layer } from '../../shared/labels/Layer.ts';
import { BACKGROUND, isClass } from '../../shared/labels/labelCodes.ts';
import type { Region } from '../editor/findRegion.ts';
import { findRegion } from '../editor/findRegion.ts';
import { nearestPixel } from '../editor/nearestPixel.ts';
import { RegionFront } from '../editor/RegionFront.ts';
import { pixelUnder } from './pixelUnder.ts';
import type { Hand, Press, Tool, ToolMaker, ToolStroke } from './Tool.ts';

/** How far sideways a drag is one step more, and how near the nearest region is looked for, in pixels of the page. */
const DRAG_PER_STEP = 8;
const NEAR = 40;

/** A stroke in one direction: the rim that moves, and what the pixels of each of its steps were. */
interface Going {
  stroke: ToolStroke;
  front: RegionFront;
  before: Uint8Array[];
}

/** Grows the region under the pointer, or shrinks it, up to edges of the photograph. */
export const resize: ToolMaker = (hand) => {
  let held: { from: Press; region: Region; going: Going | undefined } | undefined;

  /** @param steps more than 0 grow, less shrink */
  function goTo(steps: number): void {
    if (!held) return;
    if (held.going && Math.sign(steps) !== directionOf(held.going)) {
      held.going.stroke.cancel();
      held.going = undefined;
    }
    if (steps === 0) return;
    held.going ??= begin(hand, held.region, steps > 0);
    const { going } = held;
    // On a large image one pixel would not be seen.
    const pixels = Math.abs(steps) * Math.max(1, Math.round(1 / hand.pageScale));
    while (going.front.length > pixels) back(going);
    while (going.front.length < pixels) if (!forward(going)) return;
  }

  return {
    ...{ id: 'resize', icon: Scaling, key: 'U', cursor: 'ew-resize' },
    ...{ changes: true, paintsLabel: false, sized: false, erases: true, looks: true },
    words: {
      name: 'Grow or shrink region',
      hint: 'Click to grow a region by a step, right-click to shrink it; drag right or left for more. Edges stop it.',
    },
    press(at) {
      const under = pixelUnder(hand, at);
      const { layer, labelAt } = under?.image ?? {};
      if (!under || !layer || !labelAt) return;
      const start = nearestPixel(layer, under, NEAR / hand.pageScale, (x, y) => isClass(labelAt(x, y)));
      if (!start) return;
      held = { from: at, region: findRegion(layer, labelAt, start), going: undefined };
      goTo(at.erase ? -1 : 1);
    },
    move(at) {
      if (!held) return;
      const { from } = held;
      const more = Math.trunc(((at.x - from.x) * hand.pageScale) / DRAG_PER_STEP);
      goTo((from.erase ? -1 : 1) + more);
    },
    release() {
      held?.going?.stroke.end();
      held = undefined;
    },
    cancel() {
      held?.going?.stroke.cancel();
      held = undefined;
    },
  } satisfies Tool;
};

function directionOf({ stroke }: Going): number {
  return stroke.label === BACKGROUND ? -1 : 1;
}

function begin(hand: Hand, region: Region, outwards: boolean): Going {
  const stroke = hand.begin(outwards ? region.label : BACKGROUND);
  const { layer, mayPaint } = stroke;
  const front = new RegionFront(layer, hand.photo!, region, { outwards, mayTake: mayPaint });
  return { stroke, front, before: [] };
}

/** @returns whether anything was left to take */
function forward({ stroke, front, before }: Going): boolean {
  const step = front.forward();
  if (!step) return false;
  const { data } = stroke.layer;
  before.push(Uint8Array.from(step.pixels, (index) => data[index]!));
  stroke.paint(step, () => {
    for (const index of step.pixels) data[index] = stroke.label;
  });
  return true;
}

function back({ stroke, front, before }: Going): void {
  const step = front.back();
  const values = before.pop();
  if (!step || !values) return;
  const { data }: Layer = stroke.layer;
  stroke.paint(step, () => step.pixels.forEach((index, i) => (data[index] = values[i]!)));
}
