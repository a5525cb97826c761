/** What the networks say of a label map when they are asked in other ways than for a proposal. Maps are in [0, 1]. */
export interface Opinions {
  /** Labels of the score maps, in their order. */
  labels: readonly number[];
  grid: number;
  /** `[C, grid, grid]`, class activation before diffusion. */
  cam: Float32Array;
  /** `[C, grid, grid]`, AD-CAM of the mirrored photograph, mirrored back. */
  mirrored: Float32Array;
  /** `[C, grid, grid]` each, AD-CAM from the CNN at one size alone. */
  sizes: readonly Float32Array[];
  /** The classes of the label map, and how much of each patch is of them by the patches that attention holds for alike: `[R, grid, grid]`. */
  regions: readonly number[];
  spread: Float32Array;
  /** `uint8[grid, grid]`: the label whose patches are most alike by ViT, where it shows its tokens, and CNN. */
  byVit: Uint8Array | undefined;
  byCnn: Uint8Array;
}
