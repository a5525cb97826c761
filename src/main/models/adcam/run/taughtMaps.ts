import { softmaxOfColumns } from '../../../../shared/numbers/softmax.ts';
import type { ProposalParameters } from '../../../../shared/parameters/proposalParameters.ts';
import type { HeadRequest } from '../jobs.ts';
import type { AdcamSessions } from './AdcamSessions.ts';
import { expectRows } from './expectRows.ts';
import type { PatchFeatures } from './patchFeatures.ts';
import { smoothing } from './patchFeatures.ts';

/**
 * What a taught head says of an image: `[C, N]`, the probability of each tag among background and the tags. Logits are smoothed over
 * the refined attention before the softmax, which is the same as smoothing the features, since they are linear in them.
 *
 * @param attention `[N, N]`
 * @param rows the head's row of each tag; null for a class that it has not learned, which has logit 0
 */
export async function taughtMaps(
  sessions: AdcamSessions,
  head: HeadRequest,
  {
    attention,
    features,
    parameters,
  }: {
    attention: Float32Array;
    features: PatchFeatures;
    parameters: Pick<ProposalParameters, 'gamma'>;
  },
  rows: readonly (number | null)[],
): Promise<Float32Array> {
  const all = [0, ...rows];
  expectRows(head.weights, features.depth + 1, Math.max(...all.map((row) => row ?? 0)) + 1);
  const logits = taughtLogits(head, features, all);
  const smooth = await sessions.diffuse(attention, logits, smoothing(parameters));
  const n = features.values.length / features.depth;
  return softmaxOfColumns(smooth, all.length).slice(n);
}

/** `W x + b` of each patch for some rows of the weights, `[rows, N]`. */
function taughtLogits(
  { weights }: Pick<HeadRequest, 'weights'>,
  { depth, values }: PatchFeatures,
  rows: readonly (number | null)[],
): Float32Array {
  const n = values.length / depth;
  const logits = new Float32Array(rows.length * n);
  for (const [at, row] of rows.entries()) {
    if (row === null) continue;
    const first = row * (depth + 1);
    const own = logits.subarray(at * n, (at + 1) * n).fill(weights[first + depth]!);
    for (let d = 0; d < depth; d++) {
      const weight = weights[first + d]!;
      const channel = d * n;
      for (let i = 0; i < n; i++) own[i]! += weight * values[channel + i]!;
    }
  }
  return logits;
}
