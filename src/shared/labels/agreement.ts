import { BACKGROUND, isClass, VOID } from './labelCodes.ts';

/** How well a label map agrees with a true one. */
export interface Agreement {
  /** Intersection over union of each class that either has, by label; pixels that are void in truth are left out, those that are void else are missed. */
  iou: { label: number; iou: number }[];
  /** Mean of those that the truth has, background left out; null where it has none. */
  miou: number | null;
}

/**
 * Compares a label map with a true one of the same image.
 *
 * @param truth `uint8[area]`: labels, 255 where nobody counts
 * @param shown `uint8[area]`
 */
export function agreementOf(truth: Uint8Array, shown: Uint8Array): Agreement {
  const [isTrue, isShown, isBoth] = [0, 1, 2].map(() => new Float64Array(256)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  for (let i = 0; i < truth.length; i++) {
    const [is, seems] = [truth[i]!, shown[i]!];
    if (is === VOID) continue;
    isTrue[is]! += 1;
    isShown[seems]! += 1;
    if (is === seems) isBoth[is]! += 1;
  }
  const present = Array.from(isTrue.keys()).filter(
    (label) => isClass(label) && isTrue[label]! + isShown[label]! > 0,
  );
  const iou = present.map((label) => ({
    label,
    iou: isBoth[label]! / (isTrue[label]! + isShown[label]! - isBoth[label]!),
  }));
  const counted = iou.filter(({ label }) => isTrue[label]! > 0);
  const sum = counted.reduce((total, { iou: value }) => total + value, 0);
  return { iou, miou: counted.length > 0 ? sum / counted.length : null };
}

/** How a pixel differs from the truth: a class that is missing, one that is too much, or another one than it should be. */
export const DIFFERENCES = ['missed', 'tooMuch', 'confused'] as const;
export type Difference = (typeof DIFFERENCES)[number];

/** @param truth and what is shown, labels of one pixel; undefined where they agree, or nobody counts */
export function differenceOf(truth: number, shown: number): Difference | undefined {
  if (truth === VOID || truth === shown) return undefined;
  if (shown === VOID || shown === BACKGROUND) return 'missed';
  return truth === BACKGROUND ? 'tooMuch' : 'confused';
}
