import { z } from 'zod';
import { labelSchema } from '../images/ProjectClass.ts';
import { imageId, nothing } from './imageRoutes.ts';

/** How likely it is that something is wrong, in [0, 1]; greater is worse. */
const risk = z.number().min(0).max(1);

/** Images of one page of the list. */
export const MOST_RISKS = 100_000;

/** More than anybody goes through at a time. */
export const MOST_SUSPECTS = 1000;

const pixel = z.int().min(1);
const componentSchema = z.object({
  label: labelSchema,
  /** 1-based and inclusive, in image pixels. */
  box: z.object({ xmin: pixel, ymin: pixel, xmax: pixel, ymax: pixel }),
  /** In image pixels. */
  area: pixel,
  risk,
});
export type RiskComponent = z.infer<typeof componentSchema>;

export const risksProgressSchema = z.object({
  /** Of `total` images whose risk was to be computed, how many are. */
  done: z.int().min(0),
  total: z.int().min(0),
  /** What could not be judged, the last of it. */
  problem: z.string().nullable(),
  /** Grows with every risk that has become another one since the project was opened. */
  changes: z.int().min(0),
});
export type RisksProgress = z.infer<typeof risksProgressSchema>;

export const riskRoutes = {
  /**
   * Risks of images that have one, ascending by id: those after `after`, at most MOST_RISKS; `next` is what comes after them, null at the end. By columns, because a list of a hundred
   * thousand objects takes a page seconds to read.
   */
  'review.risks': {
    input: z.strictObject({ after: z.int().min(0).default(0) }),
    output: z.object({
      ids: z.array(z.int().min(1)),
      risks: z.array(risk),
      /** Of what has a class, in image pixels. */
      areas: z.array(z.int().min(0)),
      next: z.int().nullable(),
    }),
  },
  /** Regions of one image's label map as it was judged last, those of the greatest risk first, and what single scores said; null where it was not judged. */
  'review.components': {
    input: imageId,
    output: z
      .object({
        risk,
        /** By the score's name. */
        scores: z.record(z.string(), risk),
        components: z.array(componentSchema),
        /** Whether the label map is the one that was judged. */
        current: z.boolean(),
      })
      .nullable(),
  },
  /** Regions of all images, the likeliest to be wrong first, as they were judged last: at most MOST_SUSPECTS, of images that wait for a decision. */
  'review.suspects': { input: nothing, output: z.array(componentSchema.extend({ id: z.int().min(1) })) },
  'review.progress': { input: nothing, output: risksProgressSchema },
} as const;
