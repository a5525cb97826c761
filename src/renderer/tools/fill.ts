import PaintBucket from '@lucide/svelte/icons/paint-bucket';
import { regionTool } from './regionTool.ts';
import type { ToolMaker } from './Tool.ts';

/** Gives a region the class in hand. */
export const fill: ToolMaker = (hand) =>
  regionTool(hand, {
    ...{ id: 'fill', icon: PaintBucket, key: 'F', paintsLabel: true },
    words: {
      name: 'Fill region',
      hint: 'Click a region to give it the chosen class; Ctrl+click one object alone.',
    },
    becomes: () => hand.label,
  });
