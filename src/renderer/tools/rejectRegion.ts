import SquareX from '@lucide/svelte/icons/square-x';
import { BACKGROUND } from '../../shared/labels/labelCodes.ts';
import { regionTool } from './regionTool.ts';
import type { ToolMaker } from './Tool.ts';

/** Makes a region background. */
export const rejectRegion: ToolMaker = (hand) =>
  regionTool(hand, {
    ...{ id: 'reject', icon: SquareX, key: 'T', paintsLabel: false },
    words: {
      name: 'Reject region',
      hint: 'Click a region to make it background; Ctrl+click one object alone.',
    },
    becomes: () => BACKGROUND,
  });
