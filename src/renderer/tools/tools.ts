import { acceptRegion } from './acceptRegion.ts';
import { brush } from './brush.ts';
import { clear } from './clear.ts';
import { click } from './click.svelte.ts';
import { eraser } from './eraser.ts';
import { fill } from './fill.ts';
import { magneticPolygon } from './magneticPolygon.ts';
import { objects } from './objects.svelte.ts';
import { pan } from './pan.ts';
import { pick } from './pick.ts';
import { polygon } from './polygon.ts';
import { rejectRegion } from './rejectRegion.ts';
import { resize } from './resize.ts';
import { smartBrush } from './smartBrush.ts';
import type { ToolMaker } from './Tool.ts';

/** Every tool, in the order of the toolbar, the list of keys and the palette, which all follow from it. */
export const TOOLS: readonly ToolMaker[] = [
  pan,
  click,
  brush,
  smartBrush,
  eraser,
  polygon,
  magneticPolygon,
  resize,
  fill,
  acceptRegion,
  rejectRegion,
  clear,
  objects,
  pick,
];
