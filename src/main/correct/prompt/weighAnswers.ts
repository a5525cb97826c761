import type { Correction } from '../../../shared/labels/correction.ts';
import type { CorrectionBase } from '../CorrectionBase.ts';
import { middleOfChange } from './middleOfChange.ts';
import { shownAfter } from './shownAfter.ts';
import type { JudgedAnswer } from './worthOfAnswer.ts';
import { worthOfAnswer } from './worthOfAnswer.ts';

/** An answer before anybody has looked where the click is in what it changes. */
export type Answer = Omit<JudgedAnswer, 'inMiddle'> & { correction: Correction };

/** What answers are weighed against. */
interface Question {
  base: CorrectionBase;
  label: number;
  /** `uint8[height, width]` on the cells of the base, 1 where the label was shown before the last click. */
  before: Uint8Array;
  /** Place of the last click, as shares of width and height; undefined where there is a box alone. */
  click: { x: number; y: number } | undefined;
  /** How many clicks there are. */
  clicks: number;
}

/**
 * Answers to clicks, the one that is worth most (`worthOfAnswer`) in front; of equals the one that came first.
 *
 * @returns with it its `worth`, and `shown`, where the label would be shown then, as `before`
 */
export function weighAnswers<Given extends Answer>(
  answers: readonly Given[],
  { base, label, before, click, clicks }: Question,
): (Given & { shown: Uint8Array; worth: number })[] {
  const cell = click && { x: cellOf(click.x, base.width), y: cellOf(click.y, base.height) };
  return answers
    .map((answer) => {
      const shown = shownAfter(answer.correction, base, label);
      const inMiddle = cell ? middleOfChange(before, shown, base, cell) : 0;
      return { ...answer, shown, worth: worthOfAnswer({ ...answer, inMiddle }, Math.max(1, clicks)) };
    })
    .sort((a, b) => b.worth - a.worth);
}

function cellOf(share: number, count: number): number {
  return Math.max(0, Math.min(count - 1, Math.floor(share * count)));
}
