import { AppError } from '../../shared/errors/AppError.ts';
import type { StartChild } from '../inference/host/ChildLink.ts';
import { InferenceHost } from '../inference/host/InferenceHost.ts';
import type { ChildMemory } from '../inference/protocol.ts';
import type { Head } from '../project/HeadTable.ts';
import type { Lesson } from '../project/LessonTable.ts';
import { assembleHead } from './assembleHead.ts';
import type { Choice } from './chooseWeight.ts';
import { FOLDS } from './crossValidation.ts';
import type { LessonKeys, Missing } from './learnJob.ts';
import { chooseJob, giveLessonsJob, trainJob, validateJob } from './learnJob.ts';
import { sentLesson } from './SentLesson.ts';
import type { HeadWeights } from './trainHead.ts';

/** How often a child that was started anew is given everything again. */
const ATTEMPTS = 4;
/** Lessons that are sent in one message. */
const GIVEN_AT_ONCE = 8;

/** Where lessons come from, one at a time, so that memory does not grow with their number. */
export interface Lessons {
  /** What each was made from, and whatever else decides what it says now. */
  keys: { imageId: number; key: string }[];
  get(imageId: number): Lesson | undefined;
}

export interface Teaching {
  lessons: Lessons;
  /** Classes that learn. */
  learning: readonly number[];
  /** By image, classes that its lesson shows. */
  shown: ReadonlyMap<number, readonly number[]>;
  /** Where thresholds of AD-CAM's scores lie. */
  usual: number;
  /** An earlier head to go on from. */
  start: HeadWeights | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Trains heads in a child process of its own, step by step, so that newer lessons end a training between two steps, and a child that
 * dies costs one step.
 */
export class Teacher {
  private readonly host: InferenceHost;

  constructor(startChild: StartChild) {
    this.host = new InferenceHost(startChild);
  }

  /**
   * Trains a head on lessons, and chooses weight and thresholds by holding out each of them once.
   *
   * @throws AppError `cancelled` where newer lessons came; `inference-failed`
   */
  async teach({ lessons, learning, shown, usual, start, signal }: Teaching): Promise<Head> {
    const all = new Set([...shown.values()].flat());
    const labels = learning.filter((label) => all.has(label)).sort((a, b) => a - b);
    const keys = lessons.keys;
    const options = signal ? { signal } : {};
    const trained = await this.given(lessons, () =>
      this.host.run(trainJob, { keys, labels, start }, options),
    );
    let lacking = Array.from({ length: FOLDS }, (_, fold) => fold);
    let choice: Choice | undefined;
    for (let attempt = 0; attempt < ATTEMPTS && !choice; attempt++) {
      for (const fold of lacking)
        await this.given(lessons, () => this.host.run(validateJob, { keys, labels, fold }, options));
      const result = await this.host.run(chooseJob, { keys, usual }, options);
      // A child that was started anew meanwhile has not held out all parts.
      if ('choice' in result) choice = result.choice;
      else lacking = result.lacking;
    }
    if (!choice) throw forgetful();
    if (!trained.head.values.every(Number.isFinite))
      throw new AppError('inference-failed', 'What was learned is not finite, so it is not used.');
    const shownBy = keys.map(({ imageId }) => shown.get(imageId) ?? []);
    return assembleHead({ ...trained, choice, shownBy, usual });
  }

  /** Memory of the child, as `InferenceHost.memory`. */
  get memory(): ChildMemory {
    return this.host.memory;
  }

  close(): void {
    this.host.close();
  }

  /** Asks for something, and gives the child the lessons that it lacks before it is asked again. */
  private async given<Result extends object>(
    lessons: Lessons,
    ask: () => Promise<Result>,
  ): Promise<Exclude<Result, Missing>> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const result = await ask();
      if (!('missing' in result)) return result as Exclude<Result, Missing>;
      await this.give(lessons, (result as Missing).missing);
    }
    throw forgetful();
  }

  private async give({ keys, get }: Lessons & LessonKeys, ids: readonly number[]): Promise<void> {
    const keyOf = new Map(keys.map(({ imageId, key }) => [imageId, key]));
    for (let first = 0; first < ids.length; first += GIVEN_AT_ONCE) {
      const part = ids.slice(first, first + GIVEN_AT_ONCE).flatMap((id) => {
        const lesson = get(id);
        return lesson ? [{ key: keyOf.get(id)!, lesson: sentLesson(lesson) }] : [];
      });
      await this.host.run(giveLessonsJob, { lessons: part });
    }
  }
}

function forgetful(): AppError {
  return new AppError('inference-failed', 'The process that learns did not keep what it was given.');
}
