import { defineJob } from '../inference/jobs/Job.ts';

/** A photograph of 80 megapixels on a slow machine. */
const LONGEST_MS = 60_000;

/** A click on a photograph: a place, and whether the label is to be there. */
export interface Click {
  /** In pixels of the photograph, 0.5 in the middle of the first one. */
  x: number;
  y: number;
  positive: boolean;
}

/** Two corners in pixels of the photograph, in any order. */
export interface Box {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

export interface CorrectRequest {
  /** Path of the image file. */
  image: string;
  /** In whole pixels of the guide. */
  clicks: { x: number; y: number; positive: boolean }[];
  /** `float32[height, width]` of the guide: 0 or more where the label is likely. */
  field: Float32Array;
  /** `uint8[height, width]` of the guide: 1 where the label is shown. */
  present: Uint8Array;
  /** `[K, grid, grid]` in [0, 1]: how alike every patch is to each click's; missing where no network says it. */
  likeness?: { values: Float32Array; grid: number } | undefined;
  /** Whether what comes out is moved onto the edges of the photograph. */
  followEdges: boolean;
}

export interface CorrectResult {
  /** sha256 of the file's bytes. */
  contentHash: string;
  /** Of a `Correction` on the pixels of the guide. */
  after: Int8Array;
  changed: Uint8Array;
}

/** Corrects a label by clicks without a model for clicks. It needs no pack. */
export const correctJob = defineJob<CorrectRequest, CorrectResult>('correct', 'correct', {
  ...{ about: ({ image }) => image, needsPack: false, longestMs: () => LONGEST_MS },
  advice: 'Use a smaller photograph, or correct with brush and polygon.',
});

/** Gets a photograph ready to be corrected, so that the first click does not wait for it. */
export const readyJob = defineJob<{ image: string }, null>('correct', 'ready', {
  ...{ about: ({ image }) => image, needsPack: false, longestMs: () => LONGEST_MS },
});
