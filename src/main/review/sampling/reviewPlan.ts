import type { ReviewGoal, ReviewPlan } from '../../../shared/review/ReviewPlan.ts';
import type { ReviewStrata } from './reviewStrata.ts';
import { samplePlan } from './samplePlan.ts';

/** How many images of each stratum are to be looked at until the error rate of what is left is as low as is wanted. */
export function reviewPlan({ strata, unlabelled, uncounted }: ReviewStrata, goal: ReviewGoal): ReviewPlan {
  const { more, ...now } = samplePlan(strata, goal);
  return {
    ...{ ...goal, ...now, unlabelled, uncounted },
    strata: strata.map(({ risk, images, looked, wrong }, h) => ({
      ...{ risk, images, looked, wrong, more: more[h]! },
    })),
    left: strata.reduce((sum, { left }) => sum + left.length, 0),
  };
}
