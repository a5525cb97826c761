import WandSparkles from '@lucide/svelte/icons/wand-sparkles';
import { SmartStamp } from '../editor/SmartStamp.ts';
import { strokeTool } from './strokeTool.ts';
import type { ToolMaker } from './Tool.ts';

/** From one touch to the next, as a share of the radius. */
const SPACING = 0.4;

/** Paints the class in hand where the photograph looks as it does under the middle of the brush. */
export const smartBrush: ToolMaker = (hand) => {
  let stamp: { of: typeof hand.photo; touch: SmartStamp } | undefined;
  return strokeTool(hand, {
    ...{ id: 'smart-brush', icon: WandSparkles, key: 'Shift+B', paintsLabel: true },
    ...{ looks: true, variantOf: 'brush' },
    words: {
      name: 'Smart brush',
      hint: 'Paints only what looks like what its middle is on, up to edges. The right button erases in the same way.',
    },
    label: () => hand.label,
    paint(layer, { from, to, radius, ...options }) {
      const { photo } = hand;
      if (!photo) return from;
      if (stamp?.of !== photo) stamp = { of: photo, touch: new SmartStamp(photo) };
      const { touch } = stamp;
      const length = Math.hypot(to.x - from.x, to.y - from.y);
      const spacing = Math.max(1, radius * SPACING);
      const touches = Math.floor(length / spacing);
      const along = (share: number): typeof to => ({
        x: from.x + (to.x - from.x) * share,
        y: from.y + (to.y - from.y) * share,
      });
      // A press has no way yet, and a straight line begins where another stroke ended.
      if (length === 0) touch.paint(layer, { at: to, radius, ...options });
      for (let i = 1; i <= touches; i++)
        touch.paint(layer, { at: along((i * spacing) / length), radius, ...options });
      return touches > 0 ? along((touches * spacing) / length) : from;
    },
  });
};
