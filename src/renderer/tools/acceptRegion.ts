import SquareCheck from '@lucide/svelte/icons/square-check';
import { OTHERS, proposedLabel } from './regionRules.ts';
import { regionTool } from './regionTool.ts';
import type { ToolMaker } from './Tool.ts';

/** Keeps a proposed region as it is: it becomes what a person decided. What was painted is that already. */
export const acceptRegion: ToolMaker = (hand) =>
  regionTool(hand, {
    ...{ id: 'accept', icon: SquareCheck, key: 'R', paintsLabel: false },
    words: {
      name: 'Accept region',
      hint: 'Click a proposed region to keep it as it is, whatever the thresholds do; Ctrl+click one object alone.',
    },
    rule: proposedLabel,
    becomes: (image, x, y) => (proposedLabel(image)(x, y) === OTHERS ? undefined : image.labelAt(x, y)),
  });
