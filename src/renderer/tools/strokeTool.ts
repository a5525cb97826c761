import { BACKGROUND } from '../../shared/labels/labelCodes.ts';
import { brushBounds, paintBrush } from '../editor/paintBrush.ts';
import type { Point } from '../editor/View.ts';
import type { Hand, Press, Tool, ToolStroke } from './Tool.ts';

/** Share of its radius that a brush has under the lightest touch of a pen. */
const LIGHTEST = 0.3;
const SMALLEST_RADIUS = 0.5;

/** What brush and eraser share: a stroke along the pointer's way, with a hard edge. With the right button it erases. */
export function strokeTool(
  hand: Hand,
  what: Pick<Tool, 'id' | 'icon' | 'key' | 'words' | 'paintsLabel'> & { label: () => number },
): Tool {
  const { label, ...description } = what;
  let stroke: { under: ToolStroke; last: Point } | undefined;

  function paintTo({ x, y, pressure }: Press): void {
    if (!stroke) return;
    const { under, last: from } = stroke;
    const { shape } = hand;
    const { mayPaint } = under;
    const to = { x, y };
    const radius = Math.max(SMALLEST_RADIUS, hand.radius * (LIGHTEST + (1 - LIGHTEST) * pressure));
    under.paint(brushBounds(from, to, radius), () =>
      paintBrush(under.layer, { from, to, radius, shape, label: under.label, mayPaint }),
    );
    stroke.last = to;
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
