import { BACKGROUND, VOID } from '../../../shared/labels/labelCodes.ts';
import type { IndexMask } from '../../image/mask/readIndexMask.ts';
import { readPaletteMask } from '../../image/mask/readIndexMask.ts';
import type { MaskClasses } from '../MaskReader.ts';
import { readMaskFile } from './readMaskFile.ts';
import type { ValueNames } from './valueNames.ts';
import { BACKGROUND_NAME, VOID_NAME } from './valueNames.ts';

/**
 * Reads a palette or grey PNG in labels of a project. What is named background or void is that; 0 and 255 are where nobody has named them
 * otherwise; a value of no class of the project is void, and remembered.
 *
 * @throws AppError `not-found`, `invalid-input`, `image-unreadable`, naming the file
 */
export function readLabelMask(file: string, namesOf: ValueNames, classes: MaskClasses): IndexMask {
  const mask = readPaletteMask(readMaskFile(file), file);
  const names = namesOf(mask);
  const labels = new Int16Array(256).fill(-1);
  const labelOf = (value: number): number => {
    const name = names.get(value);
    if (name === undefined && value === BACKGROUND) return BACKGROUND;
    if (name === undefined && value === VOID) return VOID;
    const known = classes.names.find(name ?? '');
    if (known === undefined && name?.toLowerCase() === BACKGROUND_NAME) return BACKGROUND;
    if (known === undefined && name?.toLowerCase() === VOID_NAME) return VOID;
    const found = classes.names.resolve(name ?? `label ${value}`, file);
    return found === undefined ? VOID : classes.labelOf.get(found)!;
  };
  const data = new Uint8Array(mask.data.length);
  for (let i = 0; i < data.length; i++) {
    const value = mask.data[i]!;
    if (labels[value] === -1) labels[value] = labelOf(value);
    data[i] = labels[value]!;
  }
  return { width: mask.width, height: mask.height, data };
}
