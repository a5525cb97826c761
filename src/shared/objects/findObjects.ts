import type { Component } from '../labels/connectedComponents.ts';
import { connectedComponents } from '../labels/connectedComponents.ts';
import type { Layer } from '../labels/Layer.ts';
import { cutObjects } from './cutObjects.ts';
import { joinObjects } from './joinObjects.ts';
import type { ObjectEdit } from './ObjectEdit.ts';
import { ObjectPlane } from './ObjectPlane.ts';
import { seedObjects } from './seedObjects.ts';

/** The objects of an image. */
export interface ImageObjects {
  /** `int32[height, width]`: position in `objects` plus one; 0 for background and void. */
  ids: Int32Array;
  /** In reading order of their first pixel. */
  objects: Component[];
}

/**
 * The objects of a label map: its 8-connected regions, parted and joined by edits, one after the other. An edit that no longer applies,
 * because the labels are others now, has no effect.
 *
 * @param labelMap `uint8[height, width]`
 */
export function findObjects(labelMap: Layer, edits: readonly ObjectEdit[]): ImageObjects {
  if (edits.length === 0) {
    const { components, ids } = connectedComponents(labelMap);
    return { ids, objects: components };
  }
  const plane = new ObjectPlane(labelMap);
  for (const edit of edits) {
    if (edit.kind === 'cut') cutObjects(plane, edit.points);
    else if (edit.kind === 'seeds') seedObjects(plane, edit.points);
    else joinObjects(plane, edit.points);
  }
  return numbered(plane);
}

/** Numbers objects by their first pixel, and measures them. */
function numbered({ layer: { width, height, data }, ids, size }: ObjectPlane): ImageObjects {
  const numbers = new Int32Array(size + 1);
  const objects: Component[] = [];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const pixel = y * width + x;
      const id = ids[pixel]!;
      if (id === 0) continue;
      if (numbers[id] === 0) {
        const box = { xmin: x + 1, ymin: y + 1, xmax: x + 1, ymax: y + 1 };
        numbers[id] = objects.push({ label: data[pixel]!, area: 0, box, seed: pixel });
      }
      ids[pixel] = numbers[id]!;
      const object = objects[numbers[id]! - 1]!;
      object.area += 1;
      if (x + 1 < object.box.xmin) object.box.xmin = x + 1;
      if (x + 1 > object.box.xmax) object.box.xmax = x + 1;
      object.box.ymax = y + 1;
    }
  }
  return { ids, objects };
}
