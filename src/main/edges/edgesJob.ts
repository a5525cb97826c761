import type { CompositionRule } from '../../shared/labels/compositionRule.ts';
import { defineJob } from '../inference/jobs/Job.ts';

/** A photograph of 80 megapixels on a slow machine. */
const LONGEST_MS = 60_000;

export interface RefineRequest extends CompositionRule {
  /** Path of the image file. */
  image: string;
  /** `[C, grid, grid]` in [0, 1]. */
  values: Float32Array;
  grid: number;
}

export interface RefineResult {
  width: number;
  height: number;
  /** sha256 of the file's bytes. */
  contentHash: string;
  /** The label map `uint8[height, width]`, deflated. */
  labels: Uint8Array;
}

/** Moves the boundaries of a proposal onto the edges of the photograph. It needs no pack. */
export const refineJob = defineJob<RefineRequest, RefineResult>('edges', 'refine', {
  ...{ about: ({ image }) => image, needsPack: false, longestMs: () => LONGEST_MS },
  advice:
    'Tag fewer classes, use a smaller photograph, or switch off "Follow edges" (`propose --edges off`).',
});
