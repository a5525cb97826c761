import { BACKGROUND } from '../../shared/labels/labelCodes.ts';
import type { BrushShape, MayPaint } from '../editor/paintBrush.ts';
import { brushBounds, paintBrush } from '../editor/paintBrush.ts';
import type { Point } from '../editor/View.ts';
import type { Layer } from '../../shared/labels/Layer.ts';
import type { Hand, Press, Tool, ToolStroke } from './Tool.ts';

/** Share of its radius that a brush has under the lightest touch of a pen. */
const LIGHTEST = 0.3;
const SMALLEST_RADIUS = 0.5;

/** A piece of a stroke. */
interface Way {
  from: Point;
  to: Point;
  radius: number;
  shape: BrushShape;
  label: number;
  mayPaint: MayPaint | undefined;
}

/** What brushes and eraser share: a stroke along the pointer's way, with a hard edge. With the right button it erases. */
export function strokeTool(
  hand: Hand,
  what: Pick<Tool, 'id' | 'icon' | 'key' | 'words' | 'paintsLabel' | 'looks' | 'variantOf'> & {
    label: () => number;
    /** Paints a piece of the way, and says where it has come to; the whole brush all along where missing. */
    paint?: (layer: Layer, way: Way) => Point;
  },
): Tool {
  const { label, paint = paintAll, ...description } = what;
  let stroke: { under: ToolStroke; last: Point } | undefined;

  function paintTo({ x, y, pressure }: Press): void {
    if (!stroke) return;
    const { under, last: from } = stroke;
    const { shape } = hand;
    const { mayPaint } = under;
    const to = { x, y };
    let reached = to;
    const radius = Math.max(SMALLEST_RADIUS, hand.radius * (LIGHTEST + (1 - LIGHTEST) * pressure));
    under.paint(brushBounds(from, to, radius), () => {
      reached = paint(under.layer, { from, to, radius, shape, label: under.label, mayPaint });
    });
    stroke.last = reached;
  }

  return {
    ...description,
    ...{ cursor: 'crosshair', changes: true, sized: true, erases: true },
    press(at) {
      const { x, y, straight, erase } = at;
      const under = hand.begin(erase ? BACKGROUND : label());
      stroke = { under, last: (straight ? hand.lastEnd : undefined) ?? { x, y } };
      paintTo(at);
    },
    move: paintTo,
    release() {
      if (!stroke) return;
      hand.lastEnd = stroke.last;
      stroke.under.end();
      stroke = undefined;
    },
    cancel() {
      stroke?.under.cancel();
      stroke = undefined;
    },
    marks(pointer) {
      const kind = hand.shape === 'round' ? 'circle' : 'square';
      return pointer ? [{ kind, at: pointer, radius: hand.radius }] : [];
    },
  };
}

function paintAll(layer: Layer, way: Way): Point {
  paintBrush(layer, way);
  return way.to;
}
