import { brushBounds, paintBrush } from '../editor/paintBrush.ts';
import type { Point } from '../editor/View.ts';
import type { Hand, Tool, ToolStroke } from './Tool.ts';

/** What brush and eraser share: a stroke along the pointer's way, with a hard edge. */
export function strokeTool(
  hand: Hand,
  what: Pick<Tool, 'id' | 'icon' | 'key' | 'words' | 'paintsLabel'> & { label: () => number },
): Tool {
  const { label, ...description } = what;
  let stroke: { under: ToolStroke; last: Point } | undefined;

  function paintTo(to: Point): void {
    if (!stroke) return;
    const { under, last: from } = stroke;
    const { radius, shape } = hand;
    const { mayPaint } = under;
    under.paint(brushBounds(from, to, radius), () =>
      paintBrush(under.layer, { from, to, radius, shape, label: under.label, mayPaint }),
    );
    stroke.last = to;
  }

  return {
    ...description,
    ...{ cursor: 'crosshair', changes: true, sized: true },
    press({ x, y, straight }) {
      const at = { x, y };
      stroke = { under: hand.begin(label()), last: (straight ? hand.lastEnd : undefined) ?? at };
      paintTo(at);
    },
    move({ x, y }) {
      paintTo({ x, y });
    },
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
