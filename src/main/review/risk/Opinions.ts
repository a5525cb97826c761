/** What the networks say of a photograph when they are asked in other ways than for its proposal. Maps are `[C, grid, grid]` in [0, 1]. */
export interface Opinions {
  /** Labels of the maps, in their order. */
  labels: readonly number[];
  grid: number;
  /** Class activation before diffusion. */
  cam: Float32Array;
  /** AD-CAM of the mirrored photograph, both networks, mirrored back. */
  mirrored: Float32Array;
  /** AD-CAM from the CNN at each of its sizes alone. */
  sizes: readonly Float32Array[];
}
