import { VOID } from '../../../shared/labels/labelCodes.ts';
import { distanceToOtherLabel } from '../../image/mask/distanceToOtherLabel.ts';

/** Widths of the bands around true boundaries, in pixels. */
export const BANDS = [5, 10, 20] as const;
export type Band = (typeof BANDS)[number];

/** Rings between the bands' limits, the last one beyond them all. */
export const RINGS = BANDS.length + 1;

/** The true mask of one image, and what is asked of it more than once. */
export interface TrueMask {
  /** `uint8[height, width]`: 0 background, 1.. the project's classes in order, 255 not counted. */
  rows: Uint8Array;
  /** The classes that it shows, as rows, background left out. */
  present: readonly number[];
  /**
   * Ring of each pixel, `uint8[height, width]`: 0 up to 5 px from a boundary, 1 up to 10, 2 up to 20, 3 beyond. The distance is to the
   * nearest pixel of another true label, what is not counted included: VOC's void rim lies on the boundary itself.
   */
  rings: Uint8Array;
}

/** Describes a mask as `GroundTruth` reads it. */
export function trueMask(rows: Uint8Array, width: number, height: number): TrueMask {
  const has = new Uint8Array(256);
  for (const row of rows) has[row] = 1;
  const present = Array.from(has.keys()).filter((row) => row !== 0 && row !== VOID && has[row] === 1);
  const [near, middle, far] = BANDS.map((radius) => radius * radius) as [number, number, number];
  const distances = distanceToOtherLabel(rows, width, height);
  const rings = new Uint8Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const squared = distances[i]!;
    rings[i] = squared <= near ? 0 : squared <= middle ? 1 : squared <= far ? 2 : 3;
  }
  return { rows, present, rings };
}
