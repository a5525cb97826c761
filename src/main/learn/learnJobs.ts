import { JobTable } from '../inference/jobs/JobTable.ts';
import type { Lesson } from '../project/LessonTable.ts';
import type { HeldOut } from './chooseWeight.ts';
import { chooseWeight } from './chooseWeight.ts';
import { foldOf, validateFold } from './crossValidation.ts';
import type { LessonKeys, Missing, TrainRequest, TrainResult } from './learnJob.ts';
import { chooseJob, giveLessonsJob, trainJob, validateJob } from './learnJob.ts';
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
  private readonly heldOut = new Map<number, HeldOut[]>();

  take(lessons: readonly { key: string; lesson: Lesson }[]): object {
    for (const item of lessons) this.lessons.set(item.lesson.imageId, item);
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
    const { head, heldOut } = validateFold(taughtBy(found.lessons, labels), labels, fold, {
      start: this.heads.get(fold),
    });
    if (head) this.heads.set(fold, head);
    this.heldOut.set(fold, heldOut);
    return {};
  }

  choose({
    usual,
    ...wanted
  }: LessonKeys & { usual: number }):
    ReturnType<typeof this.find> | { choice: ReturnType<typeof chooseWeight> } {
    const found = this.find(wanted);
    if ('missing' in found) return found;
    const parts = new Set(found.lessons.map(({ imageId }) => foldOf(imageId)));
    return {
      choice: chooseWeight(
        [...parts].flatMap((fold) => this.heldOut.get(fold) ?? []),
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
