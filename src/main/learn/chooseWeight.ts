import type { Lesson } from '../project/LessonTable.ts';
import { softmaxOfColumns } from '../../shared/numbers/softmax.ts';
import { LEAST_LESSONS } from '../propose/headInForce.ts';
import { classMaps } from './headMaps.ts';
import { coarseShares } from './trainHead.ts';

/** Weights that are tried beside AD-CAM; 0 is AD-CAM alone. */
const WEIGHTS = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6] as const;
/** Thresholds that are tried are multiples of 1 / STEPS. */
const STEPS = 50;
const LEAST_STEP = 10;
/**
 * What is known of the gain of a weight before any lesson: on every second of 260 VOC photographs, with 5 lessons, it was greatest about
 * 0.3. It counts as much as so many lessons; from then on those of the project say more.
 */
const PRIOR = { weight: 0.3, gain: 0.05, lessons: 8 };
/** A weight that is believed to gain less than this is not worth having. */
const LEAST_GAIN = 0.01;
/** The same of thresholds: so much lower where the head has all the weight, for as many lessons. */
const THRESHOLD_PRIOR = { drop: 0.5, lessons: 16 };
/** Where thresholds of classes lie that AD-CAM has no scores of. */
const TAUGHT_ALONE = 0.45;
/** What sharpness is before any lesson, and how many lessons that counts as much as. */
const SHARPNESS_PRIOR = { sharpness: 0.85, lessons: 8 };
const SHARPNESSES = [0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.15, 1.3] as const;
/** So many examples of a class count as much as all classes together, where its threshold is chosen. */
const SHRINKAGE = 10;

/** A lesson, and what a head says of it that was not taught by it. */
export interface HeldOut {
  lesson: Pick<Lesson, 'labels' | 'grid' | 'shareGrid' | 'shares' | 'scored' | 'scores'>;
  /** `[labels, grid * grid]`, background first, in the order of the lesson's labels. */
  logits: Float32Array;
}

export interface Choice {
  /** What logits are multiplied with, so that probabilities are as often right as they say (temperature scaling, Guo et al., 2017). */
  sharpness: number;
  /** a, of all classes that the pack knows. */
  weight: number;
  /** About where thresholds lie for scores with that weight; null where too few lessons say so. */
  threshold: number | null;
  /** The same of single classes, by label. */
  thresholds: Map<number, number>;
  /** The mean over images of the mean IoU of their classes without the head, and what is believed of it with the head; the error of the gain that was seen. */
  expected: { before: number; after: number; error: number } | null;
}

/**
 * Chooses the weight of a head beside AD-CAM, and thresholds, by lessons that were held out from its training. The weight is the one with
 * the greatest gain in the mean over images of the mean IoU of their classes, at the threshold that is best for that weight, drawn
 * towards what was measured before; it is 0 where lessons show a loss, so odd ones do not hurt.
 *
 * @param usual where thresholds of AD-CAM's scores lie
 */
export function chooseWeight(heldOut: readonly HeldOut[], usual: number): Choice {
  const tried = heldOut.filter(({ lesson }) => lesson.labels.length > 1);
  const sharpness = calibrated(tried);
  const sharp = tried.map(({ lesson, logits }) => ({ lesson, logits: logits.map((z) => z * sharpness) }));
  const tallies = WEIGHTS.map((weight) => new Tally(sharp, weight));
  // Classes that the pack does not know have the same scores at every weight: they say nothing of it.
  const gains = tallies.map((tally) => tally.gainOver(tallies[0]!));
  const worth = gains.map(({ mean }, i) => believed(mean, tried.length, WEIGHTS[i]!));
  const most = Math.max(...worth);
  const best = tried.length >= LEAST_LESSONS && most >= LEAST_GAIN ? worth.indexOf(most) : 0;
  const chosen = tallies[best]!;
  const weight = WEIGHTS[best]!;
  if (tried.length < LEAST_LESSONS)
    return { sharpness: 1, weight: 0, threshold: null, thresholds: new Map(), expected: null };
  const expectedThreshold = usual - THRESHOLD_PRIOR.drop * weight;
  const threshold = drawn(chosen.step / STEPS, tried.length, expectedThreshold, THRESHOLD_PRIOR.lessons);
  const scored = new Set(tried.flatMap(({ lesson }) => lesson.scored));
  const thresholds = new Map<number, number>();
  for (const [label, { examples, step }] of chosen.classSteps())
    thresholds.set(
      label,
      drawn(step / STEPS, examples, scored.has(label) ? threshold : TAUGHT_ALONE, SHRINKAGE),
    );
  const { error } = gains[best]!;
  const before = tallies[0]!.mean;
  // What is said is what was decided by.
  const after = best === 0 ? before : Math.min(1, before + worth[best]!);
  return {
    sharpness,
    weight,
    threshold,
    thresholds,
    expected: { before, after, error },
  };
}

/** The sharpness at which the cross-entropy of held-out patches is least. */
function calibrated(heldOut: readonly HeldOut[]): number {
  const losses = SHARPNESSES.map((sharpness) =>
    heldOut.reduce((sum, { lesson, logits }) => {
      const { labels, grid, shareGrid, shares } = lesson;
      const answers = coarseShares(shares, shareGrid, grid);
      const probabilities = softmaxOfColumns(
        logits.map((z) => z * sharpness),
        labels.length,
      );
      return answers.reduce((loss, share, i) => loss - share * Math.log(probabilities[i]! + 1e-9), sum);
    }, 0),
  );
  const best = SHARPNESSES[losses.indexOf(Math.min(...losses))] ?? 1;
  return drawn(best, heldOut.length, SHARPNESS_PRIOR.sharpness, SHARPNESS_PRIOR.lessons);
}

/** A mean of some lessons, drawn towards a value that counts as much as so many. */
function drawn(mean: number, lessons: number, towards: number, weight: number): number {
  return (lessons * mean + weight * towards) / (lessons + weight);
}

/** The gain of a weight that is believed after some lessons: their mean, drawn towards what was known before. */
function believed(mean: number, lessons: number, weight: number): number {
  const before = PRIOR.gain * (1 - ((weight - PRIOR.weight) / PRIOR.weight) ** 2);
  return drawn(mean, lessons, before, PRIOR.lessons);
}

/** IoU of held-out lessons at one weight, over all thresholds. */
class Tally {
  /** The best threshold for all classes, in steps, and the mean IoU there. */
  readonly step: number;
  readonly mean: number;
  /** `[images, STEPS + 1]` */
  private readonly images: Float64Array[] = [];
  /** By label: intersection and union at each threshold, and images. */
  private readonly classes = new Map<number, { both: Float64Array; either: Float64Array; images: number }>();

  constructor(heldOut: readonly HeldOut[], weight: number) {
    for (const { lesson, logits } of heldOut) this.add(lesson, mixed(lesson, logits, weight));
    let best = LEAST_STEP;
    for (let t = LEAST_STEP; t <= STEPS; t++) if (this.meanAt(t) > this.meanAt(best)) best = t;
    this.step = best;
    this.mean = this.images.length > 0 ? this.meanAt(best) : 0;
  }

  /** How much better images are than with another weight, each at its own best threshold. */
  gainOver(other: Tally): { mean: number; error: number } {
    const gains = this.images.map((image, i) => image[this.step]! - other.images[i]![other.step]!);
    const mean = gains.reduce((a, b) => a + b, 0) / Math.max(1, gains.length);
    const squares = gains.reduce((sum, gain) => sum + (gain - mean) ** 2, 0);
    return { mean, error: Math.sqrt(squares / Math.max(1, gains.length - 1) / Math.max(1, gains.length)) };
  }

  /** The best threshold of each class over all its images, in steps. */
  *classSteps(): Generator<[number, { examples: number; step: number }]> {
    for (const [label, { both, either, images }] of this.classes) {
      let best = this.step;
      for (let t = LEAST_STEP; t <= STEPS; t++)
        if (both[t]! * either[best]! > both[best]! * either[t]!) best = t;
      yield [label, { examples: images, step: best }];
    }
  }

  private meanAt(step: number): number {
    return this.images.reduce((sum, image) => sum + image[step]!, 0) / Math.max(1, this.images.length);
  }

  private add({ labels, shares, shareGrid }: HeldOut['lesson'], maps: Float32Array): void {
    const n = shareGrid ** 2;
    const count = labels.length - 1;
    // Of each class and step: true and said, said, at just that step; then summed from above.
    const both = Array.from({ length: count }, () => new Float64Array(STEPS + 2));
    const said = Array.from({ length: count }, () => new Float64Array(STEPS + 2));
    const whole = new Float64Array(count);
    for (let i = 0; i < n; i++) {
      let best = 0;
      for (let c = 1; c < count; c++) if (maps[c * n + i]! > maps[best * n + i]!) best = c;
      const step = Math.min(STEPS, Math.floor(maps[best * n + i]! * STEPS));
      let decided = 0;
      for (let label = 0; label <= count; label++) decided += shares[label * n + i]!;
      said[best]![step]! += decided;
      both[best]![step]! += shares[(best + 1) * n + i]!;
      for (let c = 0; c < count; c++) whole[c]! += shares[(c + 1) * n + i]!;
    }
    const image = new Float64Array(STEPS + 1);
    for (let c = 0; c < count; c++) {
      const known = this.classes.get(labels[c + 1]!) ?? {
        ...{ both: new Float64Array(STEPS + 1), either: new Float64Array(STEPS + 1), images: 0 },
      };
      this.classes.set(labels[c + 1]!, known);
      known.images += 1;
      for (let t = STEPS; t >= 0; t--) {
        both[c]![t]! += both[c]![t + 1]!;
        said[c]![t]! += said[c]![t + 1]!;
        const either = said[c]![t]! + whole[c]! - both[c]![t]!;
        known.both[t]! += both[c]![t]!;
        known.either[t]! += either;
        image[t]! += (either === 0 ? 1 : both[c]![t]! / either) / count;
      }
    }
    this.images.push(image);
  }
}

/** Scores with a weight: `[labels without background, N]`. */
function mixed(
  { labels, grid, shareGrid, scored, scores }: HeldOut['lesson'],
  logits: Float32Array,
  weight: number,
): Float32Array {
  const classes = labels.slice(1);
  const n = shareGrid ** 2;
  const maps = classMaps(logits, classes.length, grid, shareGrid);
  for (const [c, label] of classes.entries()) {
    const at = scored.indexOf(label);
    if (at === -1) continue;
    for (let i = 0; i < n; i++)
      maps[c * n + i] = (1 - weight) * scores[at * n + i]! + weight * maps[c * n + i]!;
  }
  return maps;
}
