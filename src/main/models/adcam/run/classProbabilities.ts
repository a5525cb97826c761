import type { AdcamManifest } from '../adcamManifest.ts';

/**
 * Probability of each project class from the CNN's logits `[K]`: the sum of a softmax over its model classes,
 * or the greatest of their sigmoids. A class without model classes gets 0.
 */
export function classProbabilities({ cnn, classes }: AdcamManifest, logits: Float32Array): Float32Array {
  const each = cnn.activation === 'softmax' ? softmax(logits) : logits.map((z) => 1 / (1 + Math.exp(-z)));
  return Float32Array.from(classes, ({ modelClasses }) =>
    modelClasses.reduce(
      (total, k) => (cnn.activation === 'softmax' ? total + each[k]! : Math.max(total, each[k]!)),
      0,
    ),
  );
}

function softmax(logits: Float32Array): Float32Array {
  const max = logits.reduce((a, b) => Math.max(a, b), -Infinity);
  const exponentials = logits.map((z) => Math.exp(z - max));
  const sum = exponentials.reduce((a, b) => a + b, 0);
  return exponentials.map((value) => value / sum);
}
