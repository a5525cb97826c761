import type { LabPhoto } from '../../src/renderer/editor/LabPhoto.ts';
import { paintBrush } from '../../src/renderer/editor/paintBrush.ts';
import { paintPolygon } from '../../src/renderer/editor/paintPolygon.ts';
import { SmartStamp } from '../../src/renderer/editor/SmartStamp.ts';
import type { Layer } from '../../src/shared/labels/Layer.ts';
import type { Polygon, Stroke } from './Work.ts';

/** From one touch of the smart brush to the next, as a share of its radius. */
const SPACING = 0.4;

/** Paints with the functions that the tools of the desk paint with; `photo` is what the smart brush looks at. */
export function paintWork(layer: Layer, work: Stroke | Polygon, label: number, photo?: LabPhoto): void {
  if (work.tool === 'polygon') return paintPolygon(layer, work.corners, { label });
  const { radius, way } = work;
  const options = { radius, shape: 'round', label } as const;
  if (work.tool === 'brush') {
    way.forEach((to, i) => paintBrush(layer, { from: way[Math.max(0, i - 1)]!, to, ...options }));
    return;
  }
  if (!photo) throw new Error('The smart brush has no photograph to look at.');
  const stamp = new SmartStamp(photo);
  let from = way[0]!;
  stamp.paint(layer, { at: from, ...options });
  for (const to of way.slice(1)) {
    const length = Math.hypot(to.x - from.x, to.y - from.y);
    const spacing = Math.max(1, radius * SPACING);
    const touches = Math.floor(length / spacing);
    const start = from;
    for (let i = 1; i <= touches; i++) {
      const share = (i * spacing) / length;
      from = { x: start.x + (to.x - start.x) * share, y: start.y + (to.y - start.y) * share };
      stamp.paint(layer, { at: from, ...options });
    }
  }
}
