import { z } from 'zod';
import { projectStatsSchema } from '../review/ProjectStats.ts';
import { reviewGoalSchema, reviewPlanSchema } from '../review/ReviewPlan.ts';
import { imageId, nothing } from './imageRoutes.ts';

/** Of one call, in seconds: more than a page gathers before it tells. */
export const MOST_SECONDS = 3600;

export const statsRoutes = {
  /**
   * What the project holds and what was done to it. Label maps of `left` images are being counted, which the event `stats` tells of, and then are counted when
   * this is asked again.
   */
  'review.stats': { input: nothing, output: z.object({ stats: projectStatsSchema, left: z.int().min(0) }) },
  /** How many images are to be looked at until the error rate of the rest is as low as is wanted. */
  'review.plan': { input: reviewGoalSchema, output: reviewPlanSchema },
  /** The same as files: a CSV for each table and one with a line for each image, or one HTML page, with the plan where a goal is named. */
  'review.statsFiles': {
    input: z.strictObject({ as: z.enum(['csv', 'html']), goal: reviewGoalSchema.nullable() }),
    output: z.object({ files: z.array(z.object({ name: z.string(), text: z.string() })) }),
  },
  /** Somebody has worked on an image for so many seconds more. */
  'time.add': { input: imageId.extend({ seconds: z.number().gt(0).max(MOST_SECONDS) }), output: nothing },
} as const;
