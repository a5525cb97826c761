import type { ReviewNote } from '../../../shared/review/ReviewNote.ts';
import type { ProjectStats } from '../../../shared/review/ProjectStats.ts';

/** How many notes there are, flags together and verdicts by what they say, and of how many images; the most frequent first. */
export function noteCounts(notes: readonly ReviewNote[]): ProjectStats['notes'] {
  const found = new Map<string, ProjectStats['notes'][number] & { ids: Set<number> }>();
  for (const { kind, text, imageId } of notes) {
    const said = kind === 'flag' ? '' : text;
    const key = `${kind} ${said}`;
    const known = found.get(key) ?? { kind, text: said, notes: 0, images: 0, ids: new Set<number>() };
    known.notes += 1;
    known.ids.add(imageId);
    found.set(key, known);
  }
  return [...found.values()]
    .map(({ ids, ...item }) => ({ ...item, images: ids.size }))
    .sort((a, b) => b.notes - a.notes);
}
