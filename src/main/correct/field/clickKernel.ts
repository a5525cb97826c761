import type { ScoreMaps } from '../../../shared/labels/scoreField.ts';
import { forEachFieldRow } from '../../../shared/labels/scoreField.ts';

/** How much of what a click says is said to all that is like its place, and how much to what is near along colours. */
const ALIKE = 0.6;
const NEAR = 0.4;
/** Length of a colour path (ColourPaths.ts) at which its part has fallen to 1/e. */
const PATH = 0.5;
/** The power of the likeness of two neighbourhoods. */
const GAMMA = 6;

/**
 * How much a click says to every pixel, in [0, 1]: `S^6 (0.6 exp(-d^2 / 2 r^2) + 0.4 exp(-p / 0.5))` with S the likeness of the two
 * neighbourhoods, d the distance, r how far the click reaches, and p the length of the path along colours.
 *
 * @param likeness S between the click's place and every patch, in [0, 1]; undefined where no network says it
 * @param paths `float32[height, width]`
 */
export function clickKernel(
  { x, y, reach }: { x: number; y: number; reach: number },
  { width, height }: { width: number; height: number },
  paths: Float32Array,
  likeness: ScoreMaps | undefined,
): Float32Array {
  const kernel = new Float32Array(width * height);
  for (let i = 0, row = 0; row < height; row++)
    for (let column = 0; column < width; column++, i++) {
      const squared = ((column - x) ** 2 + (row - y) ** 2) / (2 * reach * reach);
      kernel[i] = ALIKE * Math.exp(-squared) + NEAR * Math.exp(-paths[i]! / PATH);
    }
  if (!likeness) return kernel;
  forEachFieldRow(likeness, width, height, (row, field) => {
    for (let column = 0; column < width; column++)
      kernel[row * width + column]! *= Math.max(0, field[column]!) ** GAMMA;
  });
  return kernel;
}
