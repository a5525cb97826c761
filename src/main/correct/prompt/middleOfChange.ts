import { distanceToOtherLabel } from '../../image/mask/distanceToOtherLabel.ts';

/**
 * How far a click is in the middle of what changes: whoever clicks on what is wrong clicks about in its middle, so a change whose middle
 * is elsewhere is not what was meant.
 *
 * @param before `uint8[height, width]`, 1 where the label was shown
 * @param after the same, as it would be
 * @param click a cell
 * @returns the click's distance from the rim of the (4-connected) change that holds it, as a share of the greatest there; 0 where the click's
 * cell does not change
 */
export function middleOfChange(
  before: Uint8Array,
  after: Uint8Array,
  { width, height }: { width: number; height: number },
  click: { x: number; y: number },
): number {
  const start = click.y * width + click.x;
  if (before[start] === after[start]) return 0;
  // A rim all around, so that the border of the image is a rim too.
  const columns = width + 2;
  const part = new Uint8Array(columns * (height + 2));
  const at = (index: number): number => (Math.floor(index / width) + 1) * columns + (index % width) + 1;
  const stack = [start];
  part[at(start)] = 1;
  const take = (index: number): void => {
    if (before[index] === after[index] || part[at(index)] === 1) return;
    part[at(index)] = 1;
    stack.push(index);
  };
  for (let index = stack.pop(); index !== undefined; index = stack.pop()) {
    const x = index % width;
    if (x > 0) take(index - 1);
    if (x + 1 < width) take(index + 1);
    if (index >= width) take(index - width);
    if (index + width < before.length) take(index + width);
  }
  const squares = distanceToOtherLabel(part, columns, height + 2);
  let deepest = 0;
  for (let i = 0; i < part.length; i++) if (part[i] === 1) deepest = Math.max(deepest, squares[i]!);
  return Math.sqrt(squares[at(start)]! / deepest);
}
