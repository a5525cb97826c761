import SquareCheck from '@lucide/svelte/icons/square-check';
import { regionTool } from './regionTool.ts';
import type { ToolMaker } from './Tool.ts';

/** Keeps a region as it is: what was proposed becomes what a person decided. */
export const acceptRegion: ToolMaker = (hand) =>
  regionTool(hand, {
    ...{ id: 'accept', icon: SquareCheck, key: 'R', paintsLabel: false },
    words: { name: 'Accept region', hint: 'Click a region to keep it as it is, whatever the thresholds do.' },
    becomes: (image, x, y) => image.labelAt(x, y),
  });
