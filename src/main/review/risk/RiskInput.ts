import type { Opinions } from './Opinions.ts';

/** Score maps with the thresholds that are in force for them. */
export interface RiskScoreMaps {
  /** Labels of the maps, in their order. */
  labels: readonly number[];
  /** `[C, grid, grid]` in [0, 1]. */
  values: Float32Array;
  grid: number;
  /** Of each map, in [0, 1]. */
  thresholds: readonly number[];
}

/** A label map that is to be judged without ground truth, and whatever is known beside it; plain data, so that it may cross to another process. It need not come from the scores. */
export interface RiskInput {
  width: number;
  height: number;
  /** `uint8[height, width]`: labels of classes, 0 background, 255 void. */
  labels: Uint8Array;
  /** Classes that the image is said to show, whether the label map has them or not. */
  expected: readonly number[];
  /** AD-CAM's; missing where nothing was proposed. */
  scores?: RiskScoreMaps | undefined;
  /** What the classifier says of the image as a whole, in [0, 1]; of those that became one class the first counts. Missing where it was not asked. */
  confidences?: readonly { label: number; probability: number }[] | undefined;
  /** How much the taught head and AD-CAM are at odds, in [0, 1]; missing where there is no head. */
  dispute?: number | undefined;
  /** What the networks say when they are asked differently. */
  opinions?: Opinions | undefined;
  /** How strong the photograph's edges are, `uint8[height, width]` at the size of its guide (`edges/edgeStrength.ts`); missing where nobody looked. */
  edges?: Uint8Array | undefined;
}
