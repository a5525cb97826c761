import Circle from '@lucide/svelte/icons/circle';
import type { Press, ToolMaker } from './Tool.ts';

/** Sizes the brush: what Alt does while a tool that has a size is in hand. Right makes it larger, left smaller. */
export const brushSize: ToolMaker = (hand) => {
  let held: { from: Press; radius: number } | undefined;
  return {
    ...{ id: 'size', icon: Circle, key: '', cursor: 'ew-resize' },
    ...{ changes: false, paintsLabel: false, sized: true },
    words: {
      name: 'Brush size',
      hint: 'Drag to the right for a larger brush, to the left for a smaller one.',
    },
    press(from) {
      held = { from, radius: hand.radius };
    },
    move({ x }) {
      if (held) hand.setRadius(Math.round((held.radius + x - held.from.x) * 2) / 2);
    },
    release() {
      held = undefined;
    },
    cancel() {
      if (held) hand.setRadius(held.radius);
      held = undefined;
    },
    marks() {
      const kind = hand.shape === 'round' ? 'circle' : 'square';
      return held ? [{ kind, at: held.from, radius: hand.radius }] : [];
    },
  };
};
