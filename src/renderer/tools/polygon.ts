import Pentagon from '@lucide/svelte/icons/pentagon';
import { PolygonTool } from './PolygonTool.svelte.ts';
import type { ToolMaker } from './Tool.ts';

/** Fills a polygon with the class in hand. */
export const polygon: ToolMaker = (hand) =>
  new PolygonTool(hand, {
    ...{ id: 'polygon', icon: Pentagon, key: 'P' },
    words: {
      name: 'Polygon',
      hint: 'Click corners; click the first one, or press Enter, to fill. Escape leaves.',
    },
  });
