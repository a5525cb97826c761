import type { Size, View } from '../editor/View.ts';
import type { Rectangle } from '../../shared/labels/Layer.ts';

/** A contour stands on the pixel before the one that differs; another one for what rounding does. */
const MARGIN = 2;

/**
 * The part of a canvas, in its pixels from the upper left, that looks different when a rectangle of the image changes;
 * undefined where none does.
 *
 * @param margin how far around it pixels look at their neighbours, in canvas pixels
 */
export function changedArea(
  view: View,
  canvas: Size,
  { x, y, width, height }: Rectangle,
  margin = MARGIN,
): Rectangle | undefined {
  const left = Math.max(0, Math.floor((x - view.x) * view.scale) - margin);
  const top = Math.max(0, Math.floor((y - view.y) * view.scale) - margin);
  const right = Math.min(canvas.width, Math.ceil((x + width - view.x) * view.scale) + margin);
  const bottom = Math.min(canvas.height, Math.ceil((y + height - view.y) * view.scale) + margin);
  return right > left && bottom > top
    ? { x: left, y: top, width: right - left, height: bottom - top }
    : undefined;
}
