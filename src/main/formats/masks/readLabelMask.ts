import { BACKGROUND, VOID } from '../../../shared/labels/labelCodes.ts';
import { numberColours } from '../../image/mask/numberColours.ts';
import { hasColours, readColourMask } from '../../image/mask/readColourMask.ts';
import type { IndexMask, PaletteMask } from '../../image/mask/readIndexMask.ts';
import { readPaletteMask } from '../../image/mask/readIndexMask.ts';
import type { MaskClasses } from '../MaskReader.ts';
import { labelOfName } from './labelOfName.ts';
import { readMaskFile } from './readMaskFile.ts';
import type { ValueNames } from './valueNames.ts';

/**
 * Reads a palette, grey or RGB PNG in labels of the project. What is named background or void is that; 0 and 255 are where nobody has named them
 * otherwise; a value or a colour of no class of the project is void, and remembered.
 *
 * @throws AppError `not-found`, `invalid-input`, `image-unreadable`, naming the file
 */
export function readLabelMask(file: string, namesOf: ValueNames, classes: MaskClasses): IndexMask {
  const bytes = readMaskFile(file);
  const mask: PaletteMask = hasColours(bytes)
    ? numberColours(readColourMask(bytes, file), file)
    : readPaletteMask(bytes, file);
  const names = namesOf(mask);
  const labels = new Int16Array(256).fill(-1);
  const labelOf = (value: number): number => {
    const name = names.get(value);
    if (name === undefined && value === BACKGROUND) return BACKGROUND;
    if (name === undefined && value === VOID) return VOID;
    const called = mask.isNumbered ? `colour ${mask.palette?.[value]?.join(',')}` : `label ${value}`;
    return labelOfName(classes, name ?? called, file);
  };
  const data = new Uint8Array(mask.data.length);
  for (let i = 0; i < data.length; i++) {
    const value = mask.data[i]!;
    if (labels[value] === -1) labels[value] = labelOf(value);
    data[i] = labels[value]!;
  }
  return { width: mask.width, height: mask.height, data };
}
