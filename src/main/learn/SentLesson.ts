import type { Lesson } from '../project/LessonTable.ts';

/** A lesson on its way to another process: not every channel knows float16, so its bits go as they are. */
export interface SentLesson extends Omit<Lesson, 'features' | 'pooled' | 'scores'> {
  features: Uint16Array;
  pooled: Uint16Array;
  scores: Uint16Array;
}

/** A lesson to be sent. */
export function sentLesson({ features, pooled, scores, ...lesson }: Lesson): SentLesson {
  return { ...lesson, features: bitsOf(features), pooled: bitsOf(pooled), scores: bitsOf(scores) };
}

/** The lesson that was sent. */
export function receivedLesson({ features, pooled, scores, ...lesson }: SentLesson): Lesson {
  return { ...lesson, features: halves(features), pooled: halves(pooled), scores: halves(scores) };
}

function bitsOf({ buffer, byteOffset, length }: Float16Array): Uint16Array {
  return new Uint16Array(buffer, byteOffset, length);
}

/** Copied, because what comes over a channel may be part of a larger buffer. */
function halves(bits: Uint16Array): Float16Array {
  return new Float16Array(Uint16Array.from(bits).buffer);
}
