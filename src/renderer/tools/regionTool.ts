import type { Layer } from '../../shared/labels/Layer.ts';
import type { Region } from '../editor/findRegion.ts';
import { findRegion } from '../editor/findRegion.ts';
import { objectRegion } from '../editor/objectRegion.ts';
import { pixelUnder } from './pixelUnder.ts';
import type { Hand, Press, Tool, ToolImage } from './Tool.ts';

/** What tools that act on a clicked region share: pixels that hang together become one label; with Ctrl those of one object. */
export function regionTool(
  hand: Hand,
  what: Pick<Tool, 'id' | 'icon' | 'key' | 'words' | 'paintsLabel'> & {
    /** The label that the region gets, or undefined to leave it as it is. */
    becomes: (image: ToolImage, x: number, y: number) => number | undefined;
    /** What hangs together: pixels of one value; of one label, whoever decided it, where missing. */
    rule?: (image: ToolImage) => (x: number, y: number) => number;
    /** Whether locked and protected classes are changed too. */
    unprotected?: boolean;
  },
): Tool {
  const { becomes, rule, unprotected = false, ...description } = what;
  let pressed: { at: Press; layer: Layer } | undefined;
  return {
    ...description,
    ...{ cursor: 'crosshair', changes: true, sized: false },
    press(at) {
      if (hand.image) pressed = { at, layer: hand.image.layer };
    },
    cancel() {
      pressed = undefined;
    },
    // Not before: it may have been the first of two fingers.
    release() {
      const under = pressed && pressed.layer === hand.image?.layer ? pixelUnder(hand, pressed.at) : undefined;
      const alone = pressed?.at.ctrl ?? false;
      pressed = undefined;
      const label = under && becomes(under.image, under.x, under.y);
      if (!under || label === undefined) return;
      const { image } = under;
      const valueAt = rule ? rule(image) : (x: number, y: number) => image.labelAt(x, y);
      const region = (alone && objectAt(hand, valueAt, under)) || findRegion(image.layer, valueAt, under);
      const stroke = hand.begin(label, unprotected);
      const { layer, mayPaint } = stroke;
      stroke.paint(region, () => {
        for (const index of region.pixels)
          if (!mayPaint || mayPaint(index % layer.width, Math.floor(index / layer.width)))
            layer.data[index] = label;
      });
      stroke.end();
    },
  };
}

/** Of the object under a pixel, what a rule takes for the same; undefined where there is no object. */
function objectAt(
  hand: Hand,
  valueAt: (x: number, y: number) => number,
  { image: { layer }, x, y }: { image: ToolImage; x: number; y: number },
): Region | undefined {
  const found = hand.objects;
  const isObject = found !== undefined && found.ids[y * layer.width + x] !== 0;
  return isObject ? objectRegion(layer, found, valueAt, { x, y }) : undefined;
}
