import { BACKGROUND, VOID } from '../../../shared/labels/labelCodes.ts';
import { normaliseName } from '../dataset/ClassNames.ts';
import type { MaskClasses } from '../MaskReader.ts';
import { BACKGROUND_NAME, VOID_NAME } from './valueNames.ts';

/**
 * The label of a class by the name that a source has for it. What is called background or void is that where the project has no class of the name; a class that it does
 * not have is void, and remembered.
 *
 * @param file that names it
 */
export function labelOfName({ names, labelOf }: MaskClasses, name: string, file: string): number {
  const known = names.find(name);
  if (known !== undefined) return labelOf.get(known)!;
  const meant = normaliseName(names.meant(name));
  if (meant === BACKGROUND_NAME) return BACKGROUND;
  if (meant !== VOID_NAME) names.resolve(name, file);
  return VOID;
}
