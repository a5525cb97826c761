import type { Decision } from '../../shared/images/imageState.ts';

/** A decision that nothing has followed yet. */
export interface RecentDecision {
  what: Decision;
  /** Images that were decided. */
  ids: readonly number[];
  /** The image that the decision has led to. */
  shown: number;
  /** Whether it was one on images that were chosen in the list. */
  many?: boolean;
}
