import { forEachFieldRow } from '../../../../shared/labels/scoreField.ts';
import type { ProposalParameters } from '../../../../shared/parameters/proposalParameters.ts';
import type { DiffusionSettings } from '../diffusion/diffusionModel.ts';
import type { Activation, Attention } from './AdcamSessions.ts';
import { projected } from './projected.ts';

/** Channels of a CNN that are kept where the ViT shows no tokens. */
const CNN_DEPTH = 256;

/** Features of an image's patches: `values` is `[D, N]`. */
export interface PatchFeatures {
  depth: number;
  values: Float32Array;
}

/**
 * What a taught head looks at: the ViT's tokens of two layers, or, where it shows none, the CNN's map before pooling, projected and
 * brought to the patch grid. To be smoothed over the attention before use (`smoothing`).
 *
 * @param cnn of the size nearest to the CNN's own, with features
 * @param n N
 */
export function patchFeatures(
  { tokens, middleTokens }: Attention,
  cnn: Activation,
  n: number,
): PatchFeatures {
  const sets = [tokens, middleTokens].filter((set) => set !== undefined);
  if (sets.length === 0) return cnnFeatures(cnn, n);
  const depth = sets.reduce((sum, set) => sum + set.length / n, 0);
  const values = new Float32Array(depth * n);
  let first = 0;
  for (const set of sets) {
    const own = set.length / n;
    for (let i = 0; i < n; i++) for (let d = 0; d < own; d++) values[(first + d) * n + i] = set[i * own + d]!;
    first += own;
  }
  return { depth, values };
}

/**
 * How features, or logits that are linear in them, are smoothed: each patch takes the mean of those that the refined attention says
 * are like it. A head on smoothed features was measured to be far better than one whose probabilities are diffused.
 */
export function smoothing({ gamma }: Pick<ProposalParameters, 'gamma'>): DiffusionSettings {
  return { direction: 'gather', gamma, beta: 1, steps: 1 };
}

function cnnFeatures({ features, height, width }: Activation, n: number): PatchFeatures {
  const { depth, values: small } = projected(features!, height * width, CNN_DEPTH);
  const grid = Math.sqrt(n);
  const values = new Float32Array(depth * n);
  forEachFieldRow({ values: small, classes: depth, grid: width, rows: height }, grid, grid, (y, row) => {
    for (let d = 0; d < depth; d++) values.set(row.subarray(d * grid, (d + 1) * grid), d * n + y * grid);
  });
  return { depth, values };
}
