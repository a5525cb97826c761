import type { Lesson } from '../project/LessonTable.ts';
import type { HeldOut } from './chooseWeight.ts';
import { headLogits } from './headMaps.ts';
import type { HeadWeights, TrainingOptions } from './trainHead.ts';
import { trainHead } from './trainHead.ts';

/** Parts that lessons are held out in. */
export const FOLDS = 5;

/** Heads that are only there to be judged by get by with less. */
const EFFORT = 0.6;

/** From so many lessons on parts are about even, whatever images they are of. */
export const MANY = 10;

/**
 * The part that each lesson is held out in. An image always has the same one, so that a head which was trained without a part can go on
 * from where it was when lessons are added; while there are few, they are dealt out in turn.
 */
function foldsOf(lessons: readonly Pick<Lesson, 'imageId'>[]): number[] {
  if (lessons.length < MANY) return lessons.map((_, at) => at % FOLDS);
  return lessons.map(({ imageId }) => foldOf(imageId));
}

/** The finaliser of MurmurHash3 spreads ids evenly. */
function foldOf(imageId: number): number {
  let hash = imageId >>> 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) % FOLDS;
}

/**
 * Trains a head on all parts but one, and says what it makes of that one.
 *
 * @param labels classes of the head's rows
 * @returns the head to go on from, undefined where all lessons are of one part; and the lessons that were held out
 */
export function validateFold(
  lessons: readonly Lesson[],
  labels: readonly number[],
  fold: number,
  options?: TrainingOptions,
): { head: HeadWeights | undefined; heldOut: HeldOut[] } {
  const folds = foldsOf(lessons);
  const others = lessons.filter((_, at) => folds[at] !== fold);
  const own = lessons.filter(({ whole }, at) => whole && folds[at] === fold);
  if (others.length === 0 || own.length === 0) return { head: options?.start, heldOut: [] };
  const head = trainHead(others, labels, { ...options, effort: EFFORT });
  return {
    head,
    heldOut: own.map((lesson) => ({ lesson, logits: headLogits(head, lesson, lesson.labels.slice(1)) })),
  };
}
