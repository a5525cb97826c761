import Hand from '@lucide/svelte/icons/hand';
import type { Point } from '../editor/View.ts';
import type { ToolMaker } from './Tool.ts';

/** Moves the image; also what Space and the middle button do, whichever tool is in hand. */
export const pan: ToolMaker = (hand) => {
  let last: Point | undefined;
  return {
    ...{ id: 'pan', icon: Hand, key: 'M', cursor: 'grab', changes: false, paintsLabel: false, sized: false },
    words: { name: 'Move', hint: 'Drag to move, scroll to zoom.' },
    press({ canvas }) {
      last = canvas;
    },
    move({ canvas }) {
      if (last) hand.panBy(canvas.x - last.x, canvas.y - last.y);
      last = canvas;
    },
    release() {
      last = undefined;
    },
    cancel() {
      last = undefined;
    },
  };
};
