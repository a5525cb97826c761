import { JobTable } from '../inference/jobs/JobTable.ts';
import type { Lesson } from '../project/LessonTable.ts';
import type { HeldOut } from './chooseWeight.ts';
import { chooseWeight } from './chooseWeight.ts';
import { FOLDS, MANY, validateFold } from './crossValidation.ts';
import type { ChooseResult, LessonKeys, Missing, TrainRequest, TrainResult } from './learnJob.ts';
import { chooseJob, giveLessonsJob, trainJob, validateJob } from './learnJob.ts';
import type { SentLesson } from './SentLesson.ts';
import { receivedLesson } from './SentLesson.ts';
import type { HeadWeights } from './trainHead.ts';
import { trainHead } from './trainHead.ts';
import { trainTagHead } from './trainTagHead.ts';

/** The jobs that learn, for a child that needs no models: it keeps the lessons between them. */
export function learnJobs(): JobTable {
  const classroom = new Classroom();
  return new JobTable()
    .on(giveLessonsJob, async ({ lessons }) => classroom.take(lessons))
    .on(trainJob, async (request) => classroom.train(request))
    .on(validateJob, async (request) => classroom.validate(request))
    .on(chooseJob, async (request) => classroom.choose(request));
}

/** Lessons, and for each part of them the head that was not taught by it. */
class Classroom {
  private readonly lessons = new Map<number, { key: string; lesson: Lesson }>();
  private readonly heads = new Map<number, HeadWeights>();
  /** By part, what was held out, and of which lessons it was a part. */
  private readonly heldOut = new Map<number, { of: string; parts: HeldOut[] }>();
  /** What the features are of that the heads were trained on. */
  private basis = '';

  take(lessons: readonly { key: string; lesson: SentLesson }[]): object {
    for (const { key, lesson } of lessons)
      this.lessons.set(lesson.imageId, { key, lesson: receivedLesson(lesson) });
    return {};
  }

  train({ labels, start, ...wanted }: TrainRequest): TrainResult {
    const found = this.find(wanted);
    if ('missing' in found) return found;
    const usable = taughtBy(found.lessons, labels);
    const head = trainHead(usable, labels, { start });
    return {
      head,
      tags: trainTagHead(
        usable.filter(({ whole }) => whole),
        labels,
      ),
    };
  }

  validate({ labels, fold, ...wanted }: TrainRequest & { fold: number }): Partial<Missing> {
    const found = this.find(wanted);
    if ('missing' in found) return found;
    const basis = wanted.keys[0]?.key.split(' ')[0] ?? '';
    if (basis !== this.basis) this.heads.clear();
    this.basis = basis;
    const { head, heldOut } = validateFold(taughtBy(found.lessons, labels), labels, fold, {
      start: this.heads.get(fold),
    });
    // While there are few, images change parts: the head of one may have learned from what is held out next.
    if (head && found.lessons.length >= MANY) this.heads.set(fold, head);
    this.heldOut.set(fold, { of: nameOf(wanted), parts: heldOut });
    return {};
  }

  choose({ usual, ...wanted }: LessonKeys & { usual: number }): ChooseResult {
    const name = nameOf(wanted);
    const folds = Array.from({ length: FOLDS }, (_, fold) => this.heldOut.get(fold));
    const lacking = folds.flatMap((held, fold) => (held?.of === name ? [] : [fold]));
    if (lacking.length > 0) return { lacking };
    return {
      choice: chooseWeight(
        folds.flatMap((held) => held!.parts),
        usual,
      ),
    };
  }

  /** The lessons that are wanted; others are forgotten. */
  private find({ keys }: LessonKeys): Missing | { lessons: Lesson[] } {
    const wanted = new Set(keys.map(({ imageId }) => imageId));
    for (const id of this.lessons.keys()) if (!wanted.has(id)) this.lessons.delete(id);
    const missing = keys.filter(({ imageId, key }) => this.lessons.get(imageId)?.key !== key);
    if (missing.length > 0) return { missing: missing.map(({ imageId }) => imageId) };
    return { lessons: keys.map(({ imageId }) => this.lessons.get(imageId)!.lesson) };
  }
}

function nameOf({ keys }: LessonKeys): string {
  return JSON.stringify(keys);
}

/** Lessons with the head's classes alone: pixels of others teach nothing. */
export function taughtBy(lessons: readonly Lesson[], labels: readonly number[]): Lesson[] {
  const known = new Set([0, ...labels]);
  return lessons.map((lesson) => {
    const rows = lesson.labels.flatMap((label, at) => (known.has(label) ? [at] : []));
    if (rows.length === lesson.labels.length) return lesson;
    const n = lesson.shareGrid ** 2;
    const shares = new Uint8Array(rows.length * n);
    for (const [to, at] of rows.entries()) shares.set(lesson.shares.subarray(at * n, (at + 1) * n), to * n);
    return { ...lesson, labels: rows.map((at) => lesson.labels[at]!), shares };
  });
}
