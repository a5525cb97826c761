import { defineJob } from '../inference/jobs/Job.ts';
import type { SentLesson } from './SentLesson.ts';
import type { Choice } from './chooseWeight.ts';
import type { TagHead } from './trainTagHead.ts';
import type { HeadWeights } from './trainHead.ts';

const LONGEST_MS = 120_000;

/** Lessons by what they were made from: of which the child has each, and others it forgets. */
export interface LessonKeys {
  keys: { imageId: number; key: string }[];
}
/** Images whose lessons the child does not have: to be given first, then asked again. */
export interface Missing {
  missing: number[];
}

export interface TrainRequest extends LessonKeys {
  /** Classes of the head's rows. */
  labels: number[];
  /** An earlier head to go on from. */
  start?: HeadWeights | undefined;
}
export type TrainResult = Missing | { head: HeadWeights; tags: TagHead | undefined };

/** What was chosen; or the parts that have to be held out first. */
export type ChooseResult = { lacking: number[] } | { choice: Choice };

const options = {
  ...{ needsPack: false, longestMs: () => LONGEST_MS, about: () => 'what was accepted' },
  advice: 'Switch off "Learn from what is accepted".',
};

/** Gives the child lessons to keep. */
export const giveLessonsJob = defineJob<{ lessons: { key: string; lesson: SentLesson }[] }, object>(
  ...(['learn', 'give', options] as const),
);
/** Trains a head on all lessons. */
export const trainJob = defineJob<TrainRequest, TrainResult>('learn', 'train', options);
/** Holds one part of the lessons out. */
export const validateJob = defineJob<TrainRequest & { fold: number }, Partial<Missing>>(
  ...(['learn', 'validate', options] as const),
);
/** Chooses weight and thresholds by what was held out of these lessons. */
export const chooseJob = defineJob<LessonKeys & { usual: number }, ChooseResult>(
  ...(['learn', 'choose', options] as const),
);
