import Brush from '@lucide/svelte/icons/brush';
import { strokeTool } from './strokeTool.ts';
import type { ToolMaker } from './Tool.ts';

/** Paints the class in hand. */
export const brush: ToolMaker = (hand) =>
  strokeTool(hand, {
    ...{ id: 'brush', icon: Brush, key: 'B', paintsLabel: true },
    words: {
      name: 'Brush',
      hint: 'Drag to paint, right button to erase, Shift for a straight line, Alt+drag or [ and ] for the size.',
    },
    label: () => hand.label,
  });
