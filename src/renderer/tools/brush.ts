import Brush from '@lucide/svelte/icons/brush';
import { strokeTool } from './strokeTool.ts';
import type { ToolMaker } from './Tool.ts';

/** Paints the class in hand. */
export const brush: ToolMaker = (hand) =>
  strokeTool(hand, {
    ...{ id: 'brush', icon: Brush, key: 'B', paintsLabel: true },
    words: {
      name: 'Brush',
      hint: 'Drag paints, the right button erases, Shift draws a straight line, Alt+drag sets the size.',
    },
    label: () => hand.label,
  });
