import type { reviewNoteRoutes } from '../../../shared/contract/reviewNoteRoutes.ts';
import type { Handlers } from '../../../shared/contract/routes.ts';
import { AppError } from '../../../shared/errors/AppError.ts';
import { MOST_NOTES } from '../../../shared/review/ReviewNote.ts';
import type { OpenProject } from '../OpenProject.ts';

/** Flags and verdicts of reviewers. */
export function reviewNoteHandlers(
  current: () => OpenProject,
): Pick<Handlers, keyof typeof reviewNoteRoutes> {
  const step = (note: number, undone: boolean): Record<string, never> => {
    const { file } = current();
    if (file.notes.imageOf(note) === undefined)
      throw new AppError('not-found', `There is no note ${note} in ${file.path}.`);
    file.transaction(() => file.notes.setUndone(note, undone));
    return {};
  };
  return {
    'note.list': () => current().file.notes.all(),
    'note.add': ({ id, note }) => {
      const { file, author } = current();
      const image = current().image(id);
      if (file.notes.count(id) >= MOST_NOTES)
        throw new AppError('invalid-input', `${image.path} has ${MOST_NOTES} notes, as many as it can have.`);
      const by = { when: new Date().toISOString(), author };
      const added = file.transaction(() => file.notes.add(id, note, by));
      return { ...note, id: added, imageId: id, ...by };
    },
    'note.undo': ({ note }) => step(note, true),
    'note.redo': ({ note }) => step(note, false),
  };
}
