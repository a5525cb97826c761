import type { Correction } from '../../../shared/labels/correction.ts';
import type { CorrectionBase } from '../CorrectionBase.ts';

/** Where a label is shown after a correction, `uint8[height, width]` on the cells of the base. */
export function shownAfter(
  { width, height, after, changed }: Correction,
  base: CorrectionBase,
  label: number,
): Uint8Array {
  const { present } = base.field(label);
  const shown = present.slice();
  for (let y = 0, i = 0; y < base.height; y++) {
    const row = Math.floor(((y + 0.5) * height) / base.height) * width;
    for (let x = 0; x < base.width; x++, i++) {
      const cell = row + Math.floor(((x + 0.5) * width) / base.width);
      if (changed[cell] === 1) shown[i] = after[cell]! >= 0 ? 1 : 0;
    }
  }
  return shown;
}
