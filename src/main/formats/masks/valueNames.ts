import { BACKGROUND, VOID } from '../../../shared/labels/labelCodes.ts';
import { VOC_PALETTE } from '../../../shared/labels/vocPalette.ts';
import type { PaletteMask } from '../../image/mask/readIndexMask.ts';
import { readColours } from '../voc/labelmap.ts';

/** Says what the values of a mask are called; those that nobody has named are missing. */
export type ValueNames = (mask: PaletteMask) => ReadonlyMap<number, string>;

/** The name of background and of void in whatever names a mask's values. */
export const BACKGROUND_NAME = 'background';
export const VOID_NAME = 'void';

/**
 * Names by a labelmap.txt: of a mask with a palette that has any of its colours by those, of another one as if it had the VOC map.
 *
 * @throws AppError `not-found` for a file that cannot be read
 */
export function namesByColour(labelmap: string): ValueNames {
  const names = new Map(readColours(labelmap).map(({ name, colour }) => [colour, name]));
  const byIndex = namedBy(VOC_PALETTE, names);
  const isClass = ([value]: [number, string]): boolean => value !== BACKGROUND && value !== VOID;
  return ({ palette, isNumbered = false }) => {
    const byPalette = palette ? namedBy(palette, names) : new Map<number, string>();
    return isNumbered || [...byPalette].some(isClass) ? byPalette : byIndex;
  };
}

/** Names in order: value 1 is the first. Colours that are no values have none. */
export function namesInOrder(names: readonly string[]): ValueNames {
  const byValue = new Map(names.map((name, index) => [index + 1, name]));
  return ({ isNumbered = false }) => (isNumbered ? new Map() : byValue);
}

function namedBy(
  palette: readonly (readonly number[])[],
  names: ReadonlyMap<string, string>,
): Map<number, string> {
  const found = new Map<number, string>();
  for (const [value, colour] of palette.entries()) {
    const name = names.get(colour.slice(0, 3).join(','));
    if (name !== undefined) found.set(value, name);
  }
  return found;
}
