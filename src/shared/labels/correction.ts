import type { Rectangle } from './Layer.ts';
import { bilinearPosition } from './scoreField.ts';

/** What a correction makes of a label, on cells of which `width` x `height` cover the image exactly. */
export interface Correction {
  width: number;
  height: number;
  /** `int8[height, width]`: log-odds of the label in sixteenths, 0 or more where it is to be. */
  after: Int8Array;
  /** `uint8[height, width]`: 1 where pixels may change; everywhere else they stay. */
  changed: Uint8Array;
  /** `uint8[height, width]`: what comes in the place of the label where it is taken away. */
  others: Uint8Array;
}

/** Sixteenths of log-odds, as `Correction` has them; none changes its sign. */
export function sixteenths(logits: Float32Array): Int8Array {
  // A loop: what `from` makes with a function takes many times as long.
  const rounded = new Int8Array(logits.length);
  for (let i = 0; i < logits.length; i++)
    rounded[i] = Math.max(-128, Math.min(127, Math.floor(16 * logits[i]!)));
  return rounded;
}

/** The rectangle of an image that a correction may change, or undefined where it changes nothing. */
export function correctedArea(
  { width, height, changed }: Correction,
  size: { width: number; height: number },
): Rectangle | undefined {
  let [left, right, top, bottom] = [width, -1, height, -1];
  for (let i = 0; i < changed.length; i++) {
    if (changed[i] !== 1) continue;
    const x = i % width;
    const y = (i - x) / width;
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  if (right < 0) return undefined;
  const x = Math.floor((left * size.width) / width);
  const y = Math.floor((top * size.height) / height);
  return {
    ...{ x, y },
    width: Math.ceil(((right + 1) * size.width) / width) - x,
    height: Math.ceil(((bottom + 1) * size.height) / height) - y,
  };
}

/**
 * Goes through the pixels that a correction changes: those of cells that may change, which get the label where `after`, sampled
 * bilinearly, is 0 or more, and what comes in its place where it is less and the pixel has the label.
 *
 * @param label that is corrected
 * @param area what `correctedArea` says
 * @param labelAt the label of a pixel as it is shown now
 * @param visit is given each pixel whose label changes, and what it becomes
 */
export function forEachCorrected(
  { width, height, after, changed, others }: Correction,
  label: number,
  { area, size }: { area: Rectangle; size: { width: number; height: number } },
  labelAt: (x: number, y: number) => number,
  visit: (x: number, y: number, label: number) => void,
): void {
  for (let y = area.y; y < area.y + area.height; y++) {
    const row = Math.floor(((y + 0.5) * height) / size.height) * width;
    const down = bilinearPosition(y, size.height, height);
    for (let x = area.x; x < area.x + area.width; x++) {
      const cell = row + Math.floor(((x + 0.5) * width) / size.width);
      if (changed[cell] !== 1) continue;
      const across = bilinearPosition(x, size.width, width);
      const upper = between(after, down.low * width, across);
      const value = upper + (between(after, down.high * width, across) - upper) * down.share;
      const present = labelAt(x, y);
      const next = value >= 0 ? label : present === label ? others[cell]! : present;
      if (next !== present) visit(x, y, next);
    }
  }
}

function between(
  values: Int8Array,
  row: number,
  { low, high, share }: { low: number; high: number; share: number },
): number {
  return values[row + low]! + (values[row + high]! - values[row + low]!) * share;
}
