import RotateCcw from '@lucide/svelte/icons/rotate-ccw';
import { UNTOUCHED } from '../../shared/labels/labelCodes.ts';
import { regionTool } from './regionTool.ts';
import type { ToolImage, ToolMaker } from './Tool.ts';

/** Gives painted pixels back to the proposal, which no other class has to be protected from. */
export const clear: ToolMaker = (hand) =>
  regionTool(hand, {
    ...{ id: 'clear', icon: RotateCcw, key: 'X', paintsLabel: false },
    words: {
      name: 'Clear my strokes',
      hint: 'Click something painted to give it back to the proposal.',
    },
    rule: (image) => (x, y) => (isPainted(image, x, y) ? 1 : 0),
    becomes: (image, x, y) => (isPainted(image, x, y) ? UNTOUCHED : undefined),
    unprotected: true,
  });

function isPainted({ layer }: ToolImage, x: number, y: number): boolean {
  return layer.data[y * layer.width + x] !== UNTOUCHED;
}
