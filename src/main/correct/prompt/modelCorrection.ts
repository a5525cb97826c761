import type { Correction } from '../../../shared/labels/correction.ts';
import { sixteenths } from '../../../shared/labels/correction.ts';
import type { CorrectionBase } from '../CorrectionBase.ts';
import { clickedParts } from '../field/clickedParts.ts';

/** Logits on cells that cover the photograph; above 0 is inside. */
export interface Grid {
  width: number;
  height: number;
  logits: Float32Array;
}

/** What a model takes for the object, as a correction of a label, and how far it agrees with what was expected. */
export interface ModelCorrection extends Correction {
  /** Intersection over union with the expectation in what changes, in [0, 1]; less for every click that the model does not follow. */
  agreement: number;
  /** How many clicks the model does not follow. */
  missed: number;
}

/** What is left of agreement for each click that is not followed. */
const NOT_FOLLOWED = 0.7;

/**
 * Makes a correction of a model's mask. The regions that hold a click change, of what is shown, expected and found.
 *
 * @param expected what the score field makes of the clicks, on the cells of `base`
 * @param clicks places as shares of width and height
 * @param within cells that may change; where clicks are, when missing
 */
export function modelCorrection(
  { width, height, logits }: Grid,
  base: CorrectionBase,
  label: number,
  expected: Float32Array,
  clicks: readonly { x: number; y: number; positive: boolean }[],
  within?: (x: number, y: number) => boolean,
): ModelCorrection {
  const cells = width * height;
  const after = sixteenths(logits);
  const others = new Uint8Array(cells);
  const isExpected = new Uint8Array(cells);
  const any = new Uint8Array(cells);
  const { present, others: below } = base.field(label);
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i++) {
      const across = Math.floor(((x + 0.5) * base.width) / width);
      const at = Math.floor(((y + 0.5) * base.height) / height) * base.width + across;
      others[i] = below[at]!;
      isExpected[i] = expected[at]! >= 0 ? 1 : 0;
      any[i] = after[i]! >= 0 || isExpected[i] === 1 || present[at] === 1 ? 1 : 0;
    }
  const places = clicks.map((click) => ({
    x: Math.max(0, Math.min(width - 1, Math.floor(click.x * width))),
    y: Math.max(0, Math.min(height - 1, Math.floor(click.y * height))),
    positive: click.positive,
  }));
  const changed = within
    ? Uint8Array.from(any, (_, i) =>
        within(((i % width) + 0.5) / width, (Math.floor(i / width) + 0.5) / height) ? 1 : 0,
      )
    : clickedParts(any, { width, height }, places);
  let [both, either] = [0, 0];
  for (let i = 0; i < cells; i++) {
    if (changed[i] !== 1) continue;
    const isIn = after[i]! >= 0;
    if (isIn && isExpected[i] === 1) both += 1;
    if (isIn || isExpected[i] === 1) either += 1;
  }
  const missed = places.filter(({ x, y, positive }) => after[y * width + x]! >= 0 !== positive).length;
  const agreement = (either === 0 ? 0 : both / either) * NOT_FOLLOWED ** missed;
  return { width, height, after, changed, others, agreement, missed };
}
