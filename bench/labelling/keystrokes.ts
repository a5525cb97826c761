/** What a hand has done. */
export interface Handwork {
  /** Clicks, corners, strokes and drags of a slider, one for each press of the pointer. */
  presses: number;
  /** How far strokes went, in diameters of their brush. */
  diameters: number;
}

/** To aim and press, once. */
const SECONDS_A_PRESS = 1;
/** To steer along by as much as what is drawn is wide: a narrow path takes longer (Accot and Zhai, "Beyond Fitts' Law", 1997). */
const SECONDS_A_DIAMETER = 0.15;

/**
 * How long some work takes a practised hand: a second for each press, and what strokes take to be drawn. The other hand's keys and
 * what one looks at between them are left out.
 */
export function secondsOf({ presses, diameters }: Handwork): number {
  return SECONDS_A_PRESS * presses + SECONDS_A_DIAMETER * diameters;
}
