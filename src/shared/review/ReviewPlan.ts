import { z } from 'zod';

const count = z.int().min(0);
const share = z.number().min(0).max(1);

/** What a reviewer wants to be sure of: an error rate below `below`, with `confidence`; shares in ]0, 1[. */
export const reviewGoalSchema = z.strictObject({
  below: z.number().gt(0).lt(1),
  confidence: z.number().gt(0).lt(1),
});
export type ReviewGoal = z.infer<typeof reviewGoalSchema>;

/** How many images are to be looked at until the rest can be left. */
export const reviewPlanSchema = z.object({
  ...reviewGoalSchema.shape,
  strata: z.array(
    z.object({
      /** The least and greatest risk in it; null for images whose risk nobody has estimated. */
      risk: z.object({ from: share, to: share }).nullable(),
      images: count,
      /** Accepted or rejected, and how many of those were wrong. */
      looked: count,
      wrong: count,
      /** How many more are to be looked at, drawn at random. */
      more: count,
    }),
  ),
  /** Images that nobody has decided, their error rate as it is estimated now, and what it does not exceed with the confidence. */
  left: count,
  estimate: share,
  upper: share,
  isDone: z.boolean(),
  /** Images that cannot be reviewed, since nothing is proposed of them. */
  unlabelled: count,
  /** Accepted images of which it is not counted yet whether they were changed: taken as right. */
  uncounted: count,
});
export type ReviewPlan = z.infer<typeof reviewPlanSchema>;

/** Accepted labels whose mean IoU with what was proposed is below this count as a proposal that was wrong. */
export const RIGHT_FROM = 0.9;

/** What the plan takes for granted; whoever reads its numbers should know. */
export const PLAN_ASSUMES: readonly string[] = [
  'Within a stratum, images were looked at in random order; whoever looked at the worst first makes it seem worse than it is, at the best first better.',
  'Whoever looks at an image finds what is wrong with it.',
  `Wrong is what was rejected, has a verdict, or was accepted after changes that leave a mean IoU below ${RIGHT_FROM} with what was proposed.`,
  'What is looked at later is as often wrong as what was looked at before.',
];
