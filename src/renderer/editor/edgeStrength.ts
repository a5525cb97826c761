import type { LabPhoto } from './LabPhoto.ts';

/**
 * How fast a photograph changes at an image pixel: the length of the gradient by Sobel's operator, over lightness and both
 * colours of CIELAB, per pixel of the grid that is looked at.
 *
 * @param step image pixels from one place of that grid to the next; beyond the rim the photograph goes on as it ends
 */
export function edgeStrength(photo: LabPhoto, x: number, y: number, step = 1): number {
  const { data, width, height, scaleX, scaleY } = photo;
  const column = (at: number): number =>
    3 * Math.min(width - 1, Math.max(0, Math.floor((at + 0.5) * scaleX)));
  const row = (at: number): number =>
    3 * width * Math.min(height - 1, Math.max(0, Math.floor((at + 0.5) * scaleY)));
  const [left, middle, right] = [column(x - step), column(x), column(x + step)];
  const [above, level, below] = [row(y - step), row(y), row(y + step)];
  let sum = 0;
  for (let channel = 0; channel < 3; channel++) {
    const nw = data[above + left + channel]!;
    const ne = data[above + right + channel]!;
    const sw = data[below + left + channel]!;
    const se = data[below + right + channel]!;
    const across = ne + 2 * data[level + right + channel]! + se - nw - 2 * data[level + left + channel]! - sw;
    const down =
      sw + 2 * data[below + middle + channel]! + se - nw - 2 * data[above + middle + channel]! - ne;
    // Lightness is kept in halves.
    sum += (across * across + down * down) / (channel === 0 ? 4 : 1);
  }
  return Math.sqrt(sum) / 8;
}
