import type { Correction } from '../../../shared/labels/correction.ts';
import { correctedArea, forEachCorrected } from '../../../shared/labels/correction.ts';
import type { Click } from '../../correct/correctJob.ts';
import { nextClick } from './nextClick.ts';
import { objectIou } from './objectIou.ts';

/** So many clicks an object gets at most. */
export const MOST_CLICKS = 20;
/** An IoU at which nobody corrects any more. */
const GOOD = 0.95;

/** Answers all clicks on an object so far. */
export type AnswerClicks = (clicks: readonly Click[]) => Promise<Correction>;

/**
 * Plays an annotator who corrects one object by clicks, each in the middle of the largest region that is wrong then, until it is
 * good or has had twenty clicks.
 *
 * @param truth `uint8[height, width]` of a `TrueObject`
 * @param start `uint8[height, width]`, the label map that is shown first
 * @returns its IoU after 0, 1, 2, ... clicks
 */
export async function playClicks(
  truth: Uint8Array,
  start: Uint8Array,
  label: number,
  size: { width: number; height: number },
  answer: AnswerClicks,
): Promise<number[]> {
  const clicks: Click[] = [];
  const ious = [objectIou(truth, start, label)];
  let shown = start;
  while (clicks.length < MOST_CLICKS && ious.at(-1)! < GOOD) {
    const next = nextClick(truth, shown, label, size);
    if (!next) break;
    clicks.push({ ...next, x: next.x + 0.5, y: next.y + 0.5 });
    shown = corrected(start, label, size, await answer(clicks));
    ious.push(objectIou(truth, shown, label));
  }
  return ious;
}

/** The label map that a page shows after a correction. */
export function corrected(
  labels: Uint8Array,
  label: number,
  size: { width: number; height: number },
  correction: Correction,
): Uint8Array {
  const result = labels.slice();
  const area = correctedArea(correction, size);
  if (!area) return result;
  const labelAt = (x: number, y: number): number => labels[y * size.width + x]!;
  forEachCorrected(correction, label, { area, size }, labelAt, (x, y, next) => {
    result[y * size.width + x] = next;
  });
  return result;
}
