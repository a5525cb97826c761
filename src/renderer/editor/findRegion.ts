import type { Rectangle } from '../../shared/labels/Layer.ts';

/** A connected region of equal label: its pixels by index, and the rectangle around them. */
export interface Region extends Rectangle {
  label: number;
  /** Indices `y * width + x`. */
  pixels: Uint32Array;
}

/**
 * The region of equal labels (4-connected) around a pixel.
 *
 * @param labelAt asked once for each pixel of the region and of its rim
 */
export function findRegion(
  size: { width: number; height: number },
  labelAt: (x: number, y: number) => number,
  start: { x: number; y: number },
): Region {
  const { width, height } = size;
  const label = labelAt(start.x, start.y);
  const seen = new Uint8Array(width * height);
  const pixels: number[] = [start.y * width + start.x];
  seen[pixels[0]!] = 1;
  let [left, right, top, bottom] = [start.x, start.x, start.y, start.y];
  for (let next = 0; next < pixels.length; next++) {
    const index = pixels[next]!;
    const x = index % width;
    const y = (index - x) / width;
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
    if (x > 0) visit(x - 1, y);
    if (x + 1 < width) visit(x + 1, y);
    if (y > 0) visit(x, y - 1);
    if (y + 1 < height) visit(x, y + 1);
  }
  return {
    ...{ label, pixels: Uint32Array.from(pixels), x: left, y: top },
    ...{ width: right - left + 1, height: bottom - top + 1 },
  };

  function visit(x: number, y: number): void {
    const index = y * width + x;
    if (seen[index] === 1) return;
    seen[index] = 1;
    if (labelAt(x, y) === label) pixels.push(index);
  }
}
