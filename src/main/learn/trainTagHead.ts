import { logistic, logit } from '../../shared/numbers/softmax.ts';
import type { Lesson } from '../project/LessonTable.ts';
import type { TagRow } from '../project/HeadTable.ts';
import { minimise } from './minimise.ts';

/** How strongly weights are held back: of a class that the classifier knows, and of another. */
const DECAY = { known: 2, unknown: 0.2 };
/** Images that have to show a class, and that have to show it not. */
const LEAST_EXAMPLES = 3;
const ITERATIONS = 40;

export interface TagHead {
  depth: number;
  values: Float32Array;
  kinds: TagRow[];
}

/**
 * Trains what an image as a whole says of its classes: logistic regression on its pooled features, class by class. Of a class that the
 * classifier knows its logit is taken as it is and corrected; of another the features speak alone.
 *
 * @param lessons of images whose whole label map was accepted
 * @param labels classes of the head's rows
 * @returns `values` is `[1 + labels, P + 1]`, the first row of no use; `kinds` says of each label what its row is good for; undefined where
 *   nothing can be learned
 */
export function trainTagHead(
  lessons: readonly Pick<Lesson, 'pooled' | 'shown' | 'said'>[],
  labels: readonly number[],
): TagHead | undefined {
  const depth = lessons[0]?.pooled.length ?? 0;
  if (lessons.length < 2 * LEAST_EXAMPLES || depth === 0) return undefined;
  const { rows, mean, deviation } = standardised(lessons, depth);
  const values = new Float32Array((labels.length + 1) * (depth + 1));
  const kinds: TagRow[] = [];
  for (const [index, label] of labels.entries()) {
    const heard = lessons.map(({ said }) => said.find(([item]) => item === label)?.[1]);
    const known = heard.every((probability) => probability !== undefined);
    const offsets = heard.map((probability) => (known ? logit(probability!) : 0));
    // A class that the pack came to know in between is left to it.
    const isMixed = !known && heard.some((probability) => probability !== undefined);
    const answers = lessons.map(({ shown }) => shown.includes(label));
    const first = (index + 1) * (depth + 1);
    const count = answers.filter(Boolean).length;
    const isLearned = !isMixed && count >= LEAST_EXAMPLES && answers.length - count >= LEAST_EXAMPLES;
    kinds.push(!isLearned ? 'none' : known ? 'corrects' : 'alone');
    if (!isLearned) continue;
    const decay = known ? DECAY.known : DECAY.unknown;
    const found = fit(rows, answers, offsets, { depth, decay });
    let bias = found[depth]!;
    for (let d = 0; d < depth; d++) {
      values[first + d] = found[d]! / deviation[d]!;
      bias -= (found[d]! * mean[d]!) / deviation[d]!;
    }
    values[first + depth] = bias;
  }
  return { depth, values, kinds };
}

function standardised(
  lessons: readonly Pick<Lesson, 'pooled'>[],
  depth: number,
): { rows: Float64Array[]; mean: Float64Array; deviation: Float64Array } {
  const raw = lessons.map(({ pooled }) => Float64Array.from(pooled));
  const mean = new Float64Array(depth);
  const deviation = new Float64Array(depth);
  for (let d = 0; d < depth; d++) {
    for (const row of raw) mean[d]! += row[d]! / raw.length;
    for (const row of raw) deviation[d]! += (row[d]! - mean[d]!) ** 2 / raw.length;
    deviation[d] = Math.sqrt(deviation[d]!) + 1e-4;
  }
  return { rows: raw.map((row) => row.map((x, d) => (x - mean[d]!) / deviation[d]!)), mean, deviation };
}

function fit(
  rows: readonly Float64Array[],
  answers: readonly boolean[],
  offsets: readonly number[],
  { depth, decay }: { depth: number; decay: number },
): Float64Array {
  return minimise(
    (point, gradient) => {
      gradient.fill(0);
      let loss = 0;
      for (const [i, row] of rows.entries()) {
        let z = offsets[i]! + point[depth]!;
        for (let d = 0; d < depth; d++) z += point[d]! * row[d]!;
        const p = logistic(z);
        loss -= Math.log((answers[i] ? p : 1 - p) + 1e-12) / rows.length;
        const residual = (p - (answers[i] ? 1 : 0)) / rows.length;
        for (let d = 0; d < depth; d++) gradient[d]! += residual * row[d]!;
        gradient[depth]! += residual;
      }
      for (let d = 0; d < depth; d++) {
        loss += decay * point[d]! ** 2;
        gradient[d]! += 2 * decay * point[d]!;
      }
      // A class that every image shows, or none, would have no end.
      loss += 0.02 * point[depth]! ** 2;
      gradient[depth]! += 0.04 * point[depth]!;
      return loss;
    },
    new Float64Array(depth + 1),
    { iterations: ITERATIONS },
  );
}
