import { agreementOfMaps } from '../../review/agreement/pairAgreement.ts';
import type { ProjectFile } from '../../project/ProjectFile.ts';
import type { RivalWork } from '../../project/RivalTable.ts';
import type { Contender } from './Contender.ts';
import { differenceWords } from './differenceWords.ts';

/** A version that is kept beside the one that is shown, ready to be written. */
interface KeptVersion {
  contender: Contender;
  labels: Uint8Array | undefined;
  /** Whether somebody has taken back already what was said of just this pair. */
  dismissed: boolean;
}

/** Whether what a project keeps beside an image is just that, so that nothing is to be written. */
export function areKept(
  target: ProjectFile,
  imageId: number,
  { winner, others }: { winner: Contender; others: readonly Contender[] },
): boolean {
  const kept = target.rivals.list(imageId);
  if (others.length !== kept.length) return false;
  if (others.length > 0 && !winner.holder.isTarget) return false;
  return others.every((other) => kept.some((line) => isSame(line, other)));
}

/** Reads versions before anything of their image is written. @param labelsOf says the label map of one that has any */
export function readKept(
  winner: Contender,
  others: readonly Contender[],
  labelsOf: (contender: Contender) => Uint8Array | undefined,
): KeptVersion[] {
  const { project, image } = winner.holder;
  const before = project.rivals.list(image.id);
  const undone = new Set(project.notes.history(image.id).flatMap((note) => (note.undone ? [note.id] : [])));
  return others.map((contender) => {
    const note = before.find((line) => isSame(line, contender))?.note ?? null;
    return { contender, labels: labelsOf(contender), dismissed: note !== null && undone.has(note) };
  });
}

/**
 * Keeps versions beside the one that an image shows, in place of those before, and flags each that differs. To be called within a transaction.
 *
 * @param shown label map of the winner, where it has one
 * @returns of each that differs, its author and how well it agrees; null where there are no two label maps
 */
export function writeKept(
  target: ProjectFile,
  imageId: number,
  { winner, shown, kept }: { winner: Contender; shown: Uint8Array | undefined; kept: readonly KeptVersion[] },
): { author: string; iou: number | null }[] {
  for (const { note } of target.rivals.list(imageId)) if (note !== null) target.notes.remove(note);
  target.rivals.remove(imageId);
  return kept.flatMap(({ contender, labels, dismissed }) => {
    const { author, at, version } = contender;
    const [seen, people] = [[...contender.seen].sort(), [...contender.people].sort()];
    const agreement = shown && labels ? agreementOfMaps(shown, labels) : undefined;
    const text = differenceWords(winner, contender, agreement);
    const when = [winner.at, at].sort().at(-1)!;
    const note =
      text === undefined
        ? null
        : target.notes.add(imageId, { kind: 'flag', text, at: null }, { when, author: '' });
    if (note !== null && dismissed) target.notes.setUndone(note, true);
    const what: RivalWork = contender.what ?? 'edit';
    target.rivals.put(imageId, { author, what, at, version, seen, people, labels, note });
    return note === null ? [] : [{ author, iou: agreement?.miou ?? null }];
  });
}

function isSame(a: Pick<Contender, 'author' | 'version'>, b: Pick<Contender, 'author' | 'version'>): boolean {
  return a.author === b.author && a.version === b.version;
}
