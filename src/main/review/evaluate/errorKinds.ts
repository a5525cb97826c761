import { VOID } from '../../../shared/labels/labelCodes.ts';
import { BANDS } from './TrueMask.ts';
import type { TrueMask } from './TrueMask.ts';

/**
 * Kinds of wrong pixels. A pixel is of the first kind that fits, in this order: `edge` (within 10 px of a boundary of the true mask),
 * `missed` (of a class of which nothing at all is predicted in the image), `partlyMissed` (of a class, predicted as background or void),
 * `flooding` (of the background, predicted as a class that is in the image), `confusion` (of a class, predicted as another one that is in
 * the image), `elsewhere` (all others).
 */
export const ERROR_KINDS = ['edge', 'missed', 'partlyMissed', 'flooding', 'confusion', 'elsewhere'] as const;
export type ErrorKind = (typeof ERROR_KINDS)[number];
export type ErrorCounts = Record<ErrorKind, number>;

/** The first ring that is no edge any more. */
const BEYOND_EDGE = BANDS.indexOf(10) + 1;

/**
 * Wrong pixels of one image by kind.
 *
 * @param predicted `uint8[height, width]`: 0 background, 1.. the project's classes in order, `classes` and above void
 * @param classes how many there are, background included
 */
export function countErrors(
  { rows, present, rings }: TrueMask,
  predicted: Uint8Array,
  classes: number,
): ErrorCounts {
  const isPresent = new Uint8Array(256);
  for (const row of present) isPresent[row] = 1;
  const isFound = new Uint8Array(256);
  for (const column of predicted) isFound[column] = 1;
  const kindOf = (row: number, column: number, ring: number): ErrorKind => {
    const isNothing = column === 0 || column >= classes;
    if (ring < BEYOND_EDGE) return 'edge';
    if (row !== 0 && isFound[row] === 0) return 'missed';
    if (row !== 0 && isNothing) return 'partlyMissed';
    if (isNothing || isPresent[column] === 0) return 'elsewhere';
    return row === 0 ? 'flooding' : 'confusion';
  };
  const counts = noErrors();
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    if (row !== VOID && row !== predicted[i]) counts[kindOf(row, predicted[i]!, rings[i]!)] += 1;
  }
  return counts;
}

export function noErrors(): ErrorCounts {
  return { edge: 0, missed: 0, partlyMissed: 0, flooding: 0, confusion: 0, elsewhere: 0 };
}

/** Shares of all wrong pixels; NaN where nothing is wrong. */
export function errorShares(counts: ErrorCounts): Record<ErrorKind, number> {
  const all = ERROR_KINDS.reduce((sum, kind) => sum + counts[kind], 0);
  const shares = ERROR_KINDS.map((kind) => [kind, counts[kind] / all]);
  return Object.fromEntries(shares) as Record<ErrorKind, number>;
}
