import type { ProjectImage } from '../../shared/images/ProjectImage.ts';
import { AppError } from '../../shared/errors/AppError.ts';
import type { ProjectFile } from '../project/ProjectFile.ts';
import { shownKey } from './shownKey.ts';

/**
 * Makes sure that an image has the proposal that somebody has looked at.
 *
 * @param seen its key, null for none
 * @throws AppError `invalid-input` for another one
 */
export function expectSeen(project: ProjectFile, { id, path }: ProjectImage, seen: string | null): void {
  if (shownKey(project, id) === seen) return;
  throw new AppError(
    'invalid-input',
    `${path} was proposed anew since you looked at it. Look at the new proposal, then accept it.`,
  );
}
