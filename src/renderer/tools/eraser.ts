import Eraser from '@lucide/svelte/icons/eraser';
import { BACKGROUND } from '../../shared/labels/labelCodes.ts';
import { strokeTool } from './strokeTool.ts';
import type { ToolMaker } from './Tool.ts';

/** Paints background. */
export const eraser: ToolMaker = (hand) =>
  strokeTool(hand, {
    ...{ id: 'eraser', icon: Eraser, key: 'E', paintsLabel: false },
    words: { name: 'Eraser', hint: 'Drag to paint background.' },
    label: () => BACKGROUND,
  });
