/** States of an image, in the order in which it goes through them. */
export const IMAGE_STATES = ['new', 'proposed', 'edited', 'accepted', 'rejected'] as const;
export type ImageState = (typeof IMAGE_STATES)[number];

/** What a person can decide about an image as a whole. Reopening takes a decision back without forgetting it. */
export const DECISIONS = ['accept', 'reject', 'reopen'] as const;
export type Decision = (typeof DECISIONS)[number];

/** What an image's state follows from. */
export interface ImageFacts {
  /** The last decision that stands. */
  decision: Decision | undefined;
  /** Whether any stroke stands. */
  painted: boolean;
  /** Whether it has score maps, or a label map from elsewhere. */
  proposed: boolean;
}

/** The state of an image. There is no other way to one: whatever happens to an image changes a fact. */
export function stateOf({ decision, painted, proposed }: ImageFacts): ImageState {
  if (decision === 'accept') return 'accepted';
  if (decision === 'reject') return 'rejected';
  if (painted) return 'edited';
  return proposed ? 'proposed' : 'new';
}

/** Whether a person has accepted or rejected an image, so that its labels, tags and strokes stay as they are. */
export function isDecided(state: ImageState): boolean {
  return state === 'accepted' || state === 'rejected';
}

/** Whether an image waits for a decision. */
export function isOpen(state: ImageState): boolean {
  return !isDecided(state);
}

/** Whether a decision changes anything: what is accepted can be rejected, what is open cannot be reopened. */
export function isPossible(decision: Decision, state: ImageState): boolean {
  if (decision === 'accept') return state !== 'accepted';
  if (decision === 'reject') return state !== 'rejected';
  return isDecided(state);
}
