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

export interface StrengthRequest {
  /** Path of the image file. */
  image: string;
}

export interface StrengthResult {
  /** Of the photograph. */
  contentHash: string;
  /** The guide's size, and how strong the photograph's edges are there, `uint8[height, width]`. */
  width: number;
  height: number;
  strength: Uint8Array;
}

/** How strong the edges of a photograph are. It needs no pack. */
export const strengthJob = defineJob<StrengthRequest, StrengthResult>('edges', 'strength', {
  ...{ about: ({ image }) => image, needsPack: false, longestMs: () => LONGEST_MS },
  advice: 'Use a smaller photograph.',
});
