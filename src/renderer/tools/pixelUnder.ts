import type { Point } from '../editor/View.ts';
import type { Hand, ToolImage } from './Tool.ts';

/** The image and the pixel of it that an image point lies in; undefined beside the image. */
export function pixelUnder(hand: Hand, point: Point): { image: ToolImage; x: number; y: number } | undefined {
  const { image } = hand;
  const [x, y] = [Math.floor(point.x), Math.floor(point.y)];
  const inside = image && x >= 0 && y >= 0 && x < image.layer.width && y < image.layer.height;
  return inside ? { image, x, y } : undefined;
}
