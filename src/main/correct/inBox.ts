import type { Box } from './correctJob.ts';

/** Tells whether a place, as shares of width and height, lies in a box of a photograph. */
export function inBox(
  { x0, y0, x1, y1 }: Box,
  { width, height }: { width: number; height: number },
): (x: number, y: number) => boolean {
  const [left, right] = [Math.min(x0, x1) / width, Math.max(x0, x1) / width];
  const [top, bottom] = [Math.min(y0, y1) / height, Math.max(y0, y1) / height];
  return (x, y) => x >= left && x <= right && y >= top && y <= bottom;
}
