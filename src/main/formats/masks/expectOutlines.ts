import { AppError } from '../../../shared/errors/AppError.ts';
import { BACKGROUND } from '../../../shared/labels/labelCodes.ts';
import type { ReadMask } from '../MaskReader.ts';

/**
 * Sees that something is left of what a file says of its image: boxes without an outline, or shapes that are all damaged, do not make it background.
 *
 * @param name of the file, for the message
 * @throws AppError `invalid-input` where something was lost and nothing is left
 */
export function expectOutlines({ data, losses }: ReadMask, name: string): void {
  if (losses === undefined || data.some((label) => label !== BACKGROUND)) return;
  throw new AppError(
    'invalid-input',
    `Nothing but background is left of ${name} (${losses}). Mend it, or take its classes in as tags.`,
  );
}
