import { z } from 'zod';
import { labelSchema, thresholdSchema } from '../images/ProjectClass.ts';
import { nothing } from './imageRoutes.ts';

/** A taught head, as it is listed. */
const headSchema = z.object({
  id: z.int().min(1),
  /** ISO 8601 */
  at: z.string(),
  /** How many images have taught it. */
  lessons: z.int(),
  /** Its weight beside AD-CAM, in [0, 1]. */
  weight: z.number(),
  threshold: thresholdSchema,
  /** Classes that it has learned. */
  labels: z.array(labelSchema),
  /** Mean IoU that held-out lessons have without and with it, and the standard error of the gain; null where there were too few. */
  expected: z.object({ before: z.number(), after: z.number(), error: z.number() }).nullable(),
  /** Where it was taken over from, if it was not taught here; null otherwise. */
  from: z.string().nullable(),
});
export type HeadSummary = z.infer<typeof headSchema>;

const taughtClassSchema = z.object({
  label: labelSchema,
  /** Images that show it and teach. */
  examples: z.int(),
  /** As many as it takes to be proposed, for a class that the pack does not know; null for one that it knows. */
  needed: z.int().nullable(),
  /** Whether a person lets it learn. */
  learns: z.boolean(),
  /** Whether anything can propose it: the pack, or the head in force. */
  taught: z.boolean(),
});
export type TaughtClass = z.infer<typeof taughtClassSchema>;

export const learningSchema = z.object({
  /** Whether accepted images teach. */
  on: z.boolean(),
  /** Whether strokes on images that are not accepted teach the pixels that they touch. */
  scribbles: z.boolean(),
  /** Images that teach, and how many it takes for a first head. */
  lessons: z.int(),
  leastLessons: z.int(),
  /** Images whose lesson is still to be made. */
  waiting: z.int(),
  training: z.boolean(),
  /** What could not be learned from, the last of it. */
  problem: z.string().nullable(),
  /** The head in force; null where there is none. */
  head: headSchema.nullable(),
  /** Its id where proposals are made with it; 0 where they are AD-CAM's alone, since nothing is gained by it. */
  proposesWith: z.int().min(0),
  /** All heads that are kept, the newest first. */
  heads: z.array(headSchema),
  /** Whether a person has gone back to the head in force: newer ones are taught, and not used. */
  pinned: z.boolean(),
  classes: z.array(taughtClassSchema),
});
export type Learning = z.infer<typeof learningSchema>;

export const learnRoutes = {
  'learn.get': { input: nothing, output: learningSchema },
  'learn.setOn': { input: z.strictObject({ on: z.boolean() }), output: learningSchema },
  'learn.setScribbles': { input: z.strictObject({ scribbles: z.boolean() }), output: learningSchema },
  /** Lets a class learn, or leaves its proposals as the pack makes them. */
  'learn.setClass': {
    input: z.strictObject({ label: labelSchema, learns: z.boolean() }),
    output: learningSchema,
  },
  /** Goes back to an earlier head; null follows the newest again. */
  'learn.use': { input: z.strictObject({ head: z.int().min(1).nullable() }), output: learningSchema },
} as const;
