import { AppError } from '../../../shared/errors/AppError.ts';
import type { MaskClasses } from '../MaskReader.ts';
import type { MaskReading } from './openMasks.ts';
import { BACKGROUND_NAME, VOID_NAME } from './valueNames.ts';

/**
 * Sees that the classes that a person names for an import are there: misspelt ones would have no effect.
 *
 * @throws AppError `invalid-input` naming what is no class, and what may have been meant
 */
export function expectKnownNames(
  { order = 'later', renames = {} }: MaskReading,
  { names }: MaskClasses,
): void {
  for (const name of order === 'later' ? [] : order)
    if (names.find(name) === undefined) throw unknown('The order names', name, names.near(name));
  for (const [from, to] of Object.entries(renames)) {
    const isKept = [BACKGROUND_NAME, VOID_NAME].includes(to.trim().toLowerCase());
    if (!isKept && names.find(to) === undefined) throw unknown(`"${from}" is to become`, to, names.near(to));
  }
}

function unknown(where: string, name: string, near: string | undefined): AppError {
  const hint = near === undefined ? 'Spell it as the project does.' : `Did you mean "${near}"?`;
  return new AppError('invalid-input', `${where} "${name}", which is no class of this project. ${hint}`);
}

/** A sentence for each name that was to be read otherwise and that nothing has. */
export function unmetNames({ renames = {} }: MaskReading, { names }: MaskClasses): string[] {
  return Object.keys(renames)
    .filter((from) => !names.hasMet(from))
    .map((from) => `Nothing that was read is called "${from}", so renaming it has no effect.`);
}
