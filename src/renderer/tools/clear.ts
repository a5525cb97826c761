import RotateCcw from '@lucide/svelte/icons/rotate-ccw';
import { UNTOUCHED } from '../../shared/labels/labelCodes.ts';
import { OTHERS, paintedLabel } from './regionRules.ts';
import { regionTool } from './regionTool.ts';
import type { ToolMaker } from './Tool.ts';

/** Gives a painted region back to the proposal, which no other class has to be protected from. */
export const clear: ToolMaker = (hand) =>
  regionTool(hand, {
    ...{ id: 'clear', icon: RotateCcw, key: 'X', paintsLabel: false },
    words: {
      name: 'Clear my strokes',
      hint: 'Click something painted to give it back to the proposal; Ctrl+click one object alone.',
    },
    rule: paintedLabel,
    becomes: (image, x, y) => (paintedLabel(image)(x, y) === OTHERS ? undefined : UNTOUCHED),
    unprotected: true,
  });
