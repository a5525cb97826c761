import type { LabPhoto } from './LabPhoto.ts';

/**
 * How fast a photograph changes at an image pixel: the length of the gradient by Sobel's operator, over lightness and both
 * colours of CIELAB, per pixel of the grid that is looked at.
 *
 * @param step image pixels from one place of that grid to the next; beyond the rim the photograph goes on as it ends
 */
export function edgeStrength(photo: LabPhoto, x: number, y: number, step = 1): number {
  const { data, width } = photo;
  const left = columnOf(photo, x - step);
  const middle = columnOf(photo, x);
  const right = columnOf(photo, x + step);
  const above = rowOf(photo, y - step) * width;
  const level = rowOf(photo, y) * width;
  const below = rowOf(photo, y + step) * width;
  let sum = 0;
  for (let channel = 0; channel < 3; channel++) {
    const nw = data[3 * (above + left) + channel]!;
    const ne = data[3 * (above + right) + channel]!;
    const sw = data[3 * (below + left) + channel]!;
    const se = data[3 * (below + right) + channel]!;
    const west = data[3 * (level + left) + channel]!;
    const east = data[3 * (level + right) + channel]!;
    const north = data[3 * (above + middle) + channel]!;
    const south = data[3 * (below + middle) + channel]!;
    const across = ne + 2 * east + se - nw - 2 * west - sw;
    const down = sw + 2 * south + se - nw - 2 * north - ne;
    // Lightness is kept in halves.
    sum += (across * across + down * down) / (channel === 0 ? 4 : 1);
  }
  return Math.sqrt(sum) / 8;
}

function columnOf({ width, scaleX }: LabPhoto, x: number): number {
  return Math.min(width - 1, Math.max(0, Math.floor((x + 0.5) * scaleX)));
}

function rowOf({ height, scaleY }: LabPhoto, y: number): number {
  return Math.min(height - 1, Math.max(0, Math.floor((y + 0.5) * scaleY)));
}
