import type { Lesson } from '../project/LessonTable.ts';
import { minimise } from './minimise.ts';
import type { TrainingRows } from './SoftmaxRegression.ts';
import { SoftmaxRegression } from './SoftmaxRegression.ts';

/** How strongly weights of standardised features are held back. */
const DECAY = 0.01;
/** Patches that are trained on, all lessons together, and more for each of them: twice as many were measured to change nothing. */
const ROWS = { all: 5000, perLesson: 15 };
/** Steps of the minimisation, from nothing and from an earlier head. */
const ITERATIONS = { fresh: 60, goingOn: 15 };

/** Weights of a head: `values` is `[1 + labels, D + 1]`, background first, each row's bias last. */
export interface HeadWeights {
  labels: number[];
  depth: number;
  values: Float32Array;
}

/** What of a lesson the training needs. */
export type Taught = Pick<
  Lesson,
  'imageId' | 'grid' | 'depth' | 'features' | 'labels' | 'shareGrid' | 'shares'
>;

export interface TrainingOptions {
  /** Begins from an earlier head of the same features, in place of zeros. */
  start?: HeadWeights | undefined;
  /** The share of the usual patches and steps that is enough. */
  effort?: number;
}

/**
 * Trains a head on lessons: softmax regression over background and classes, in each image over background and its own labels alone
 * (docs/design.md). Features are standardised for it; the weights that come back are of features as they are.
 *
 * @param labels classes of the head's rows; those of a lesson that are not among them are left out of it
 */
export function trainHead(
  lessons: readonly Taught[],
  labels: readonly number[],
  { start, effort = 1 }: TrainingOptions = {},
): HeadWeights {
  const { depth } = lessons[0]!;
  const most = effort * (ROWS.all + ROWS.perLesson * lessons.length);
  const step = Math.max(1, Math.ceil(lessons.reduce((sum, { grid }) => sum + grid ** 2, 0) / most));
  const rowOf = new Map([0, ...labels].map((label, row) => [label, row]));
  const images = lessons.map((lesson) => rowsOf(lesson, rowOf, step));
  const scale = standardise(images, depth);
  const regression = new SoftmaxRegression(images, { classes: labels.length + 1, depth, decay: DECAY });
  const first = new Float64Array((labels.length + 1) * (depth + 1));
  const isGoingOn = start !== undefined && start.depth === depth;
  if (isGoingOn) takeOver(start, rowOf, scale, first);
  const iterations = Math.round(effort * (isGoingOn ? ITERATIONS.goingOn : ITERATIONS.fresh));
  const found = minimise(regression.objective, first, { iterations });
  return { labels: [...labels], depth, values: unstandardised(found, scale) };
}

interface Scale {
  mean: Float64Array;
  deviation: Float64Array;
}

/** Brings features of all rows to mean 0 and deviation 1, in place. @returns what they were */
function standardise(images: readonly TrainingRows[], depth: number): Scale {
  const mean = new Float64Array(depth);
  const deviation = new Float64Array(depth);
  let count = 0;
  for (const { features } of images) {
    count += features.length / depth;
    for (let at = 0; at < features.length; at += depth)
      for (let d = 0; d < depth; d++) {
        mean[d]! += features[at + d]!;
        deviation[d]! += features[at + d]! ** 2;
      }
  }
  for (let d = 0; d < depth; d++) {
    mean[d]! /= count;
    deviation[d] = Math.sqrt(Math.max(0, deviation[d]! / count - mean[d]! ** 2)) + 1e-4;
  }
  for (const { features } of images)
    for (let at = 0; at < features.length; at += depth)
      for (let d = 0; d < depth; d++) features[at + d] = (features[at + d]! - mean[d]!) / deviation[d]!;
  return { mean, deviation };
}

/** Every `step`-th patch of a lesson, with the shares of its labels. */
function rowsOf(
  { imageId, features, grid, depth, labels, shareGrid, shares }: Taught,
  rowOf: ReadonlyMap<number, number>,
  step: number,
): TrainingRows {
  const known = labels.flatMap((label, at) => (rowOf.has(label) ? [at] : []));
  // Another one first in each image, so that all places of the grid are seen.
  const first = imageId % step;
  const cells = Array.from({ length: Math.ceil((grid ** 2 - first) / step) }, (_, i) => first + i * step);
  const rows = new Float32Array(cells.length * depth);
  const coarse = coarseShares(shares, shareGrid, grid);
  const answers = new Float32Array(cells.length * known.length);
  for (const [row, cell] of cells.entries()) {
    rows.set(features.subarray(cell * depth, (cell + 1) * depth), row * depth);
    for (const [c, at] of known.entries()) answers[row * known.length + c] = coarse[at * grid * grid + cell]!;
  }
  return { features: rows, candidates: known.map((at) => rowOf.get(labels[at]!)!), shares: answers };
}

/** Shares on the patch grid brought to the grid of features, in [0, 1]: `[labels, grid * grid]`. */
export function coarseShares(shares: Uint8Array, from: number, grid: number): Float32Array {
  const labels = shares.length / from ** 2;
  const coarse = new Float32Array(labels * grid * grid);
  const ratio = Math.ceil(from / grid);
  for (let label = 0; label < labels; label++)
    for (let y = 0; y < grid; y++)
      for (let x = 0; x < grid; x++) {
        let [sum, count] = [0, 0];
        for (let i = y * ratio; i < Math.min(from, (y + 1) * ratio); i++)
          for (let j = x * ratio; j < Math.min(from, (x + 1) * ratio); j++, count++)
            sum += shares[(label * from + i) * from + j]!;
        coarse[(label * grid + y) * grid + x] = count === 0 ? 0 : sum / (255 * count);
      }
  return coarse;
}

function takeOver(
  start: HeadWeights,
  rowOf: ReadonlyMap<number, number>,
  { mean, deviation }: Scale,
  into: Float64Array,
): void {
  const width = start.depth + 1;
  for (const [from, label] of [0, ...start.labels].entries()) {
    const row = rowOf.get(label);
    if (row === undefined) continue;
    let bias = start.values[from * width + start.depth]!;
    for (let d = 0; d < start.depth; d++) {
      const weight = start.values[from * width + d]!;
      into[row * width + d] = weight * deviation[d]!;
      bias += weight * mean[d]!;
    }
    into[row * width + start.depth] = bias;
  }
}

function unstandardised(found: Float64Array, { mean, deviation }: Scale): Float32Array {
  const depth = mean.length;
  const values = Float32Array.from(found);
  for (let first = 0; first < found.length; first += depth + 1) {
    let bias = found[first + depth]!;
    for (let d = 0; d < depth; d++) {
      const weight = found[first + d]! / deviation[d]!;
      values[first + d] = weight;
      bias -= weight * mean[d]!;
    }
    values[first + depth] = bias;
  }
  return values;
}
