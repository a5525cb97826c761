/** Score maps of an image: `values` is `[C, grid, grid]` in [0, 1], in the order of `labels`. */
export interface Scores {
  grid: number;
  labels: readonly number[];
  values: Float32Array;
}

/** The parts of an image that are drawn: its photograph, its score maps, and what people decided. */
export interface Picture {
  /** Closed once it is a texture. */
  photo: ImageBitmap;
  width: number;
  height: number;
  scores: Scores | null;
  /** `uint8[height, width]`: 254 where the scores decide. */
  decided: Uint8Array;
}
