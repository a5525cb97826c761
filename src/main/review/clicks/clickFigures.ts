import { mean } from '../../../shared/numbers/mean.ts';
import { MOST_CLICKS } from './playClicks.ts';

/** After how many clicks the mean IoU is told. */
export const CLICK_COUNTS = [0, 1, 2, 3, 5, 10] as const;

/** How fast objects become right by clicks. Shares are in [0, 1]. */
export interface ClickFigures {
  /** Mean IoU over objects after each of `CLICK_COUNTS`. */
  iou: number[];
  /** Mean number of clicks to an IoU of 0.85 and of 0.90; 20 for an object that never gets there, 0 for one that needs none. */
  noc85: number;
  noc90: number;
  /** Share of objects that do not get to 0.85 within 20 clicks, and to 0.90. */
  failures: number;
  failures90: number;
  /** Share of objects whose IoU is lower after the first click than before it. */
  worseAfterFirst: number;
  objects: number;
}

/** @param played for each object its IoU after 0, 1, 2, ... clicks; what is missing at the end stays as it was */
export function clickFigures(played: readonly (readonly number[])[]): ClickFigures {
  const at = (ious: readonly number[], count: number): number => ious[Math.min(count, ious.length - 1)]!;
  const clicksTo = (ious: readonly number[], target: number): number => {
    const count = ious.findIndex((iou) => iou >= target);
    return count === -1 ? MOST_CLICKS : count;
  };
  const failing = (target: number): number =>
    mean(played.map((ious) => (Math.max(...ious) < target ? 1 : 0)));
  return {
    iou: CLICK_COUNTS.map((count) => mean(played.map((ious) => at(ious, count)))),
    noc85: mean(played.map((ious) => clicksTo(ious, 0.85))),
    noc90: mean(played.map((ious) => clicksTo(ious, 0.9))),
    failures: failing(0.85),
    failures90: failing(0.9),
    worseAfterFirst: mean(played.map((ious) => (at(ious, 1) < ious[0]! ? 1 : 0))),
    objects: played.length,
  };
}
