import { labelProbability } from './labelProbability.ts';
import type { RiskScore } from './RiskScore.ts';

/** As in cleanlab. */
const TEMPERATURE = 0.1;

/**
 * What cleanlab ranks images of a segmentation data set by (Lad and Mueller, "Estimating label quality and errors in semantic segmentation data via any model",
 * 2023; `cleanlab.segmentation.rank`, method softmin, temperature 0.1): with s the probability of the label that a pixel has,
 * `1 - sum_i s_i w_i`, w being the softmax of `(1 - s) / 0.1` over the pixels. Of the image over all pixels; of a class and a component over theirs.
 */
export const softmin: RiskScore = {
  id: 'softmin',
  title: 'softmin of label probability (cleanlab)',
  judge: (image) => {
    const { input, labels, ids, classes, components } = image;
    if (!input.scores) return undefined;
    const probability = labelProbability(image, input.scores);
    const whole = new SoftminSum();
    const ofLabel = Array.from({ length: 256 }, () => new SoftminSum());
    const ofComponent = components.map(() => new SoftminSum());
    for (let i = 0; i < labels.length; i++) {
      const s = probability[i]!;
      whole.add(s);
      ofLabel[labels[i]!]!.add(s);
      if (ids[i] !== 0) ofComponent[ids[i]! - 1]!.add(s);
    }
    return {
      image: 1 - whole.value,
      classes: classes.map((label) => 1 - ofLabel[label]!.value),
      components: ofComponent.map((sum) => 1 - sum.value),
    };
  },
};

/** The inner product of values in [0, 1] with the softmax of one less them over the temperature. */
class SoftminSum {
  private weights = 0;
  private weighted = 0;

  add(s: number): void {
    const weight = Math.exp((1 - s) / TEMPERATURE);
    this.weights += weight;
    this.weighted += weight * s;
  }

  /** 0 of no values: a class that is missing is surely wrong. */
  get value(): number {
    return this.weights === 0 ? 0 : this.weighted / this.weights;
  }
}
