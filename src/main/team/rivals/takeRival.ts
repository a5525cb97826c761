import { AppError } from '../../../shared/errors/AppError.ts';
import { isDecided } from '../../../shared/images/imageState.ts';
import { UNTOUCHED, VOID } from '../../../shared/labels/labelCodes.ts';
import { decide } from '../../annotate/decisions.ts';
import type { Doer } from '../../annotate/Doer.ts';
import type { Strokes } from '../../annotate/Strokes.ts';
import type { SizedImage } from '../../annotate/withContent.ts';
import type { ProjectFile } from '../../project/ProjectFile.ts';

/**
 * Paints what another person has labelled over all of an image, which is reopened for that where it is decided; and takes back the note that said how they
 * differ. All of it or nothing.
 *
 * @returns whether it was reopened, and the note
 * @throws AppError `not-found` where that person has labelled nothing, `already-done` for a call that was made before
 */
export function takeRival(
  project: ProjectFile,
  strokes: Strokes,
  { image, author: whose }: { image: SizedImage; author: string },
  { author, number }: Doer,
): { reopened: boolean; note: number | null } {
  const { id, width, height } = image;
  const after = project.rivals.labels(id, whose, width * height);
  if (!after) throw new AppError('not-found', `${whose || 'Nobody'} has labelled nothing in ${image.path}.`);
  const note = project.rivals.list(id).find((line) => line.author === whose)?.note ?? null;
  const reopened = isDecided(image.state);
  try {
    return project.transaction(() => {
      project.changes.note(number);
      if (reopened) decide(project, image, 'reopen', { author });
      const open = { ...image, ...project.images.get(id)!, width, height };
      const before = new Uint8Array(width * height).fill(UNTOUCHED);
      strokes.add(open, { label: VOID, x: 0, y: 0, width, height, before, after }, { author });
      if (note !== null) project.notes.setUndone(note, true);
      return { reopened, note };
    });
  } catch (error) {
    strokes.forget(id);
    throw error;
  }
}
