import { AppError } from '../../shared/errors/AppError.ts';
import { isDecided } from '../../shared/images/imageState.ts';
import type { ProjectImage } from '../../shared/images/ProjectImage.ts';

/** @throws AppError `invalid-input` for an image that is decided */
export function expectOpen({ state, path }: ProjectImage): void {
  if (isDecided(state)) throw new AppError('invalid-input', `${path} is ${state}. Reopen it to change it.`);
}
