import { logistic, logit } from '../../../../shared/numbers/softmax.ts';
import type { HeadRequest, TagHeadRequest } from '../jobs.ts';
import type { Activation } from './AdcamSessions.ts';
import { expectRows } from './expectRows.ts';
import { projected } from './projected.ts';

/** Channels of the pooled features. */
const DEPTH = 256;

/** The CNN's map before pooling, averaged over the image and projected: `[P]`. */
export function pooledFeatures({ features, height, width }: Activation): Float32Array {
  const area = height * width;
  const means = Float32Array.from({ length: features!.length / area }, (_, d) => {
    let sum = 0;
    for (let i = d * area; i < (d + 1) * area; i++) sum += features![i]!;
    return sum / area;
  });
  return projected(means, 1, DEPTH).values;
}

/**
 * What a head says of the classes of an image as a whole: of one that the pack knows it corrects the classifier's logit; of another it
 * speaks alone.
 *
 * @returns a probability for each of the head's rows; NaN where it says nothing
 * @throws AppError `invalid-input` for a head that is not of these networks
 */
export function taughtProbabilities(
  { known }: Pick<HeadRequest, 'known'>,
  tags: TagHeadRequest,
  probabilities: Float32Array,
  pooled: Float32Array,
): Float32Array {
  const width = pooled.length + 1;
  expectRows(tags.weights, width, tags.kinds.length);
  return Float32Array.from(tags.kinds, (kind, row) => {
    const position = known.findIndex((item) => item.row === row);
    // What was learned while the pack did not know a class is no correction of what it says now, nor the other way round.
    if (kind === 'none' || (position === -1) !== (kind === 'alone')) return NaN;
    let z = tags.weights[row * width + pooled.length]!;
    for (let d = 0; d < pooled.length; d++) z += tags.weights[row * width + d]! * pooled[d]!;
    return logistic(kind === 'alone' ? z : z + logit(probabilities[position]!));
  });
}

/** The classifier's probabilities with those of a head in place of its own where it has them. */
export function correctedProbabilities(
  { known }: Pick<HeadRequest, 'known'>,
  probabilities: Float32Array,
  said: Float32Array,
): Float32Array {
  return probabilities.map((probability, position) => {
    const { row } = known[position]!;
    return row === null || Number.isNaN(said[row]) ? probability : said[row]!;
  });
}
