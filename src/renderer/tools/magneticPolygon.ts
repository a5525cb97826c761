import Magnet from '@lucide/svelte/icons/magnet';
import { MagneticSides } from '../editor/MagneticSides.ts';
import { pixelSide } from '../editor/LabPhoto.ts';
import { strongestEdge } from '../editor/strongestEdge.ts';
import { PolygonTool } from './PolygonTool.svelte.ts';
import type { Hand, ToolMaker } from './Tool.ts';

/** From how far an edge draws a corner to it, in pixels of the page. */
const SNAP_DISTANCE = 5;

/** Fills a polygon whose sides follow edges of the photograph. */
export const magneticPolygon: ToolMaker = (hand) => {
  const sides = new MagneticSides();
  return new PolygonTool(hand, {
    ...{ id: 'magnetic-polygon', icon: Magnet, key: 'Shift+P', looks: true, variantOf: 'polygon' },
    words: {
      name: 'Magnetic polygon',
      hint: 'Click corners along an outline; between them the line follows edges. Click the first one, or press Enter, to fill.',
    },
    sides: {
      place({ x, y }) {
        const { photo, image } = hand;
        if (!photo || !image) return { x, y };
        const { width, height } = image.layer;
        // Beside the image there is nothing to follow.
        const on = {
          x: Math.min(width - 0.5, Math.max(0.5, x)),
          y: Math.min(height - 0.5, Math.max(0.5, y)),
        };
        return strongestEdge(photo, on, SNAP_DISTANCE / hand.pageScale, stepOf(hand));
      },
      between(from, to, held) {
        const { photo, image } = hand;
        if (!photo || !image) return [];
        return sides.between(from, to, { held, photo, size: image.layer, step: stepOf(hand) });
      },
      forget: () => sides.forget(),
    },
  });
};

/** Image pixels from one place that is looked at to the next: no finer than the page shows, nor than the photograph is known. */
function stepOf({ photo, pageScale }: Hand): number {
  return Math.max(photo ? pixelSide(photo) : 1, Math.floor(1 / pageScale));
}
