import { INSIDE, NOT_COUNTED } from './trueObjects.ts';

/**
 * Intersection over union of what is shown with an object, where it counts.
 *
 * @param truth `uint8[height, width]` of a `TrueObject`
 * @param shown `uint8[height, width]`: the label that is shown
 */
export function objectIou(truth: Uint8Array, shown: Uint8Array, label: number): number {
  let [both, either] = [0, 0];
  for (let i = 0; i < truth.length; i++) {
    if (truth[i] === NOT_COUNTED) continue;
    const isInside = truth[i] === INSIDE;
    const isShown = shown[i] === label;
    if (isInside && isShown) both += 1;
    if (isInside || isShown) either += 1;
  }
  return both / either;
}
