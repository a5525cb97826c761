import Pipette from '@lucide/svelte/icons/pipette';
import { pixelUnder } from './pixelUnder.ts';
import type { ToolMaker } from './Tool.ts';

/** Takes up the class of a pixel. */
export const pick: ToolMaker = (hand) => ({
  ...{
    id: 'pick',
    icon: Pipette,
    key: 'I',
    cursor: 'copy',
    changes: false,
    paintsLabel: false,
    sized: false,
  },
  words: { name: 'Pick class', hint: 'Click a pixel to paint with its class.' },
  press(at) {
    const under = pixelUnder(hand, at);
    if (under) hand.chooseLabel(under.image.labelAt(under.x, under.y));
  },
});
