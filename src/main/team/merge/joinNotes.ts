import { MOST_NOTES } from '../../../shared/review/ReviewNote.ts';
import type { NoteOfHistory } from '../../project/NoteTable.ts';
import type { ProjectFile } from '../../project/ProjectFile.ts';

/** Of these, how many notes of an image may say that annotators differ. */
const KEPT_FREE = 20;

/**
 * Gives an image the notes that any of its projects has, each once; one that was taken back in one of them is taken back. Those that say how annotators
 * differ follow from what they have done, and are left alone. To be called within a transaction.
 */
export function joinNotes(
  target: ProjectFile,
  imageId: number,
  holders: readonly { project: ProjectFile; image: { id: number } }[],
): void {
  const joined = new Map<string, NoteOfHistory>();
  for (const { project, image } of holders)
    for (const note of ownNotes(project, image.id)) {
      const key = keyOf(note);
      joined.set(key, { ...note, undone: note.undone || (joined.get(key)?.undone ?? false) });
    }
  const before = ownNotes(target, imageId);
  const sorted = [...joined]
    .map(([key, note]) => ({ key, note }))
    .sort((a, b) => (a.note.when + a.key < b.note.when + b.key ? -1 : 1))
    .slice(-(MOST_NOTES - KEPT_FREE));
  const isSame =
    sorted.length === before.length &&
    before.every((note) => joined.get(keyOf(note))?.undone === note.undone);
  if (isSame) return;
  for (const { id } of before) target.notes.remove(id);
  for (const { note } of sorted) {
    const { kind, text, at, when, author, undone } = note;
    const id = target.notes.add(imageId, { kind, text, at }, { when, author });
    if (undone) target.notes.setUndone(id, true);
  }
}

/** Those that a person has made. */
function ownNotes({ notes, rivals }: ProjectFile, imageId: number): NoteOfHistory[] {
  const made = new Set(rivals.list(imageId).map(({ note }) => note));
  return notes.history(imageId).filter(({ id }) => !made.has(id));
}

function keyOf({ kind, text, at, when, author }: NoteOfHistory): string {
  return JSON.stringify([when, author, kind, text, at?.x, at?.y]);
}
