import { AppError } from '../../shared/errors/AppError.ts';
import type { ProjectImage } from '../../shared/images/ProjectImage.ts';
import type { ObjectEdit } from '../../shared/objects/ObjectEdit.ts';
import { MOST_OBJECT_EDITS } from '../../shared/objects/ObjectEdit.ts';
import type { ProjectFile } from '../project/ProjectFile.ts';
import type { Doer } from './Doer.ts';
import { expectOpen } from './expectOpen.ts';

/**
 * Parts or joins objects of an image.
 *
 * @throws AppError `invalid-input` for a decided image, or one with too many edits; `already-done` for a call that was made before
 */
export function addObjectEdit(
  project: ProjectFile,
  image: ProjectImage,
  edit: ObjectEdit,
  { author, number }: Doer,
): void {
  expectOpen(image);
  project.transaction(() => {
    project.changes.note(number);
    if (project.objectEdits.standing(image.id).length >= MOST_OBJECT_EDITS)
      throw new AppError(
        'invalid-input',
        `${image.path} has ${MOST_OBJECT_EDITS} cuts, seeds and joins of objects, and can have no more. Take some back.`,
      );
    project.objectEdits.add(image.id, edit, { at: new Date().toISOString(), author });
    project.decisions.dropUndone(image.id);
  });
}

/**
 * Takes an edit of an image's objects back, or does it again.
 *
 * @throws AppError `invalid-input` for a decided image
 */
export function stepObjectEdit(
  project: ProjectFile,
  image: ProjectImage,
  edit: number,
  how: 'undo' | 'redo',
): void {
  expectOpen(image);
  project.transaction(() => project.objectEdits.setUndone(image.id, edit, how === 'undo'));
}
