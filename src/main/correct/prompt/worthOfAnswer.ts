/** How a model was asked: with a mask and places of what the score field makes of the clicks, with those places alone, or to go on from its own mask. */
export type HowAsked = 'guided' | 'places' | 'own';

/** An answer to clicks; of the score field itself where nobody was `asked`. */
export interface JudgedAnswer {
  asked: HowAsked | 'field';
  /** The IoU that the model expects of itself, about in [0, 1]. */
  score: number;
  /** With what the score field makes of the clicks, in [0, 1]. */
  agreement: number;
  /** How many clicks it does not follow. */
  missed: number;
  /** How far the last click is in the middle of what changes (middleOfChange.ts), in [0, 1]. */
  inMiddle: number;
}

/** What the field is taken to expect of itself, and to agree. */
export const FIELD_ITSELF = { score: 0.75, agreement: 0.8, missed: 0 };

/** By how many clicks there are, the last for all beyond. */
const AGREEMENT = [0.3, 0.3, 0.12];
const BIAS: Record<HowAsked | 'field', readonly number[]> = {
  ...{ field: [0], guided: [0] },
  places: [-0.1, 0],
  own: [0, -0.1, 0, 0.1],
};
const MIDDLE = 0.6;
const MISSED = 0.3;

/**
 * How likely an answer is what was meant, on a scale of its own: what the model expects of itself, how far it agrees with the score field, whether
 * the click is in the middle of what changes, and which question it answers. Found on every fourth of 260 VOC photographs (docs/design.md, "Correction").
 *
 * @param clicks how many there are, at least 1
 */
export function worthOfAnswer(
  { asked, score, agreement, missed, inMiddle }: JudgedAnswer,
  clicks: number,
): number {
  const said = Math.min(1, score) + at(AGREEMENT, clicks) * agreement;
  return said + MIDDLE * inMiddle - MISSED * missed + at(BIAS[asked], clicks);
}

/** What an answer that goes by a proposal may be worth at most. @param clicks how many there are, at least 1 */
export function mostWorth(clicks: number): number {
  return 1 + at(AGREEMENT, clicks) + MIDDLE;
}

function at(values: readonly number[], clicks: number): number {
  return values[Math.min(clicks, values.length) - 1]!;
}
