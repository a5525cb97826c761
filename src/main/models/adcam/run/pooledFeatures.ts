import { logistic, logit } from '../../../../shared/numbers/softmax.ts';
import type { HeadRequest, TagHeadRequest } from '../jobs.ts';
import type { Activation } from './AdcamSessions.ts';
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
 * @returns a probability for each of the head's rows, 0 for background
 */
export function taughtProbabilities(
  { known }: Pick<HeadRequest, 'known'>,
  tags: TagHeadRequest,
  probabilities: Float32Array,
  pooled: Float32Array,
): Float32Array {
  const width = pooled.length + 1;
  return Float32Array.from({ length: tags.weights.length / width }, (_, row) => {
    if (row === 0) return 0;
    let z = tags.weights[row * width + pooled.length]!;
    for (let d = 0; d < pooled.length; d++) z += tags.weights[row * width + d]! * pooled[d]!;
    const position = known.findIndex((item) => item.row === row);
    return logistic(position === -1 ? z : z + logit(probabilities[position]!));
  });
}

/** The classifier's probabilities with those of a head in place of its own where it has them. */
export function correctedProbabilities(
  { known }: Pick<HeadRequest, 'known'>,
  probabilities: Float32Array,
  said: Float32Array,
): Float32Array {
  return probabilities.map((probability, position) => {
    const row = known[position]!.row;
    return row === null ? probability : said[row]!;
  });
}
