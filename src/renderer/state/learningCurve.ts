import type { HeadSummary } from '../../shared/contract/learnRoutes.ts';

/** What a head was expected to be worth. */
export interface CurvePoint {
  lessons: number;
  /** Expected IoU in [0, 1] of AD-CAM alone, and with the head. */
  before: number;
  after: number;
}

/**
 * Expected IoU over the number of lessons, ascending; of heads that as many images have taught, the newest counts.
 *
 * @param heads the newest first
 */
export function learningCurve(heads: readonly HeadSummary[]): CurvePoint[] {
  const points = new Map<number, CurvePoint>();
  // What was taken over was learned elsewhere: it is no point on the way of this project.
  for (const { lessons, expected, from } of heads)
    if (expected && from === null && !points.has(lessons))
      points.set(lessons, { lessons, before: expected.before, after: expected.after });
  return [...points.values()].sort((a, b) => a.lessons - b.lessons);
}
