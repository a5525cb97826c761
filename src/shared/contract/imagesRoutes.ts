import { z } from 'zod';
import { DECISIONS } from '../images/imageState.ts';
import { labelSchema } from '../images/ProjectClass.ts';
import { imageSummarySchema, suggestionsSchema } from './imageRoutes.ts';

/** Of one call; whoever has more of them calls again, and can stop between. */
export const MOST_AT_ONCE = 100;

const many = z.strictObject({ ids: z.array(z.int().min(1)).min(1).max(MOST_AT_ONCE) });

const outcomeSchema = z.object({
  /** Images that have changed, as they are now. */
  changed: z.array(imageSummarySchema),
  /** Images that could not be changed, and why. */
  refused: z.array(z.object({ id: z.int(), message: z.string() })),
});
export type ManyOutcome = z.infer<typeof outcomeSchema>;

/** What is done to many images at once; one that it cannot be done to stops none of the others. */
export const imagesRoutes = {
  'images.decide': { input: many.extend({ what: z.enum(DECISIONS) }), output: outcomeSchema },
  /** Takes the last decision on each back, or makes it again. */
  'images.stepDecision': { input: many.extend({ how: z.enum(['undo', 'redo']) }), output: outcomeSchema },
  /** What the classifier suggests for images, such as those that a list shows. */
  'images.suggestions': {
    input: many,
    output: z.array(z.object({ id: z.int(), suggestions: suggestionsSchema })),
  },
  /** Adds a tag to images that do not have it, or takes it from those that do. */
  'images.tag': { input: many.extend({ label: labelSchema, on: z.boolean() }), output: outcomeSchema },
} as const;
