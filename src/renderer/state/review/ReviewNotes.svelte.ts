import type { NewNote, ReviewNote } from '../../../shared/review/ReviewNote.ts';
import type { Api } from '../../api/Api.ts';
import { messages } from '../../messages/messages.ts';
import type { Notices } from '../Notices.svelte.ts';
import type { ReviewHistory } from './ReviewHistory.svelte.ts';

interface Parts {
  api: Api;
  notices: Notices;
  history: ReviewHistory;
}

/** Flags and verdicts of all images. */
export class ReviewNotes {
  private all = $state.raw<readonly ReviewNote[]>([]);
  readonly byImage = $derived.by(() => {
    const found = new Map<number, ReviewNote[]>();
    for (const note of this.all) found.set(note.imageId, [...(found.get(note.imageId) ?? []), note]);
    return found;
  });
  private readonly parts: Parts;

  constructor(parts: Parts) {
    this.parts = parts;
  }

  async load(): Promise<void> {
    const { api, notices } = this.parts;
    await notices.attempt(async () => {
      this.all = await api.call('note.list', {});
    });
  }

  /** Adds the same note to images, as one deed. */
  async add(ids: readonly number[], note: NewNote): Promise<void> {
    const { api, notices, history } = this.parts;
    const added: ReviewNote[] = [];
    await notices.attempt(async () => {
      for (const id of ids) added.push(await api.call('note.add', { id, note }));
    });
    if (added.length === 0) return;
    this.all = [...this.all, ...added];
    history.done({
      words: messages.review.noted(added.length),
      undo: () => this.takeBack(added),
      redo: () => this.bringBack(added),
    });
  }

  /** Sets a verdict on images, or takes it from them where all have it. */
  async toggleVerdict(ids: readonly number[], text: string): Promise<void> {
    const has = (id: number): ReviewNote | undefined =>
      this.byImage.get(id)?.find((note) => note.kind === 'verdict' && note.text === text && note.at === null);
    const there = ids.flatMap((id) => has(id) ?? []);
    if (there.length < ids.length) {
      await this.add(
        ids.filter((id) => !has(id)),
        { kind: 'verdict', text, at: null },
      );
    } else await this.remove(there);
  }

  /** Takes notes away, as one deed. */
  async remove(notes: readonly ReviewNote[]): Promise<void> {
    const { notices, history } = this.parts;
    if (!(await notices.attempt(() => this.takeBack(notes)))) return;
    history.done({
      words: messages.review.noted(notes.length),
      undo: () => this.bringBack(notes),
      redo: () => this.takeBack(notes),
    });
  }

  private async takeBack(notes: readonly ReviewNote[]): Promise<void> {
    for (const { id } of notes) await this.parts.api.call('note.undo', { note: id });
    const gone = new Set(notes.map(({ id }) => id));
    this.all = this.all.filter(({ id }) => !gone.has(id));
  }

  private async bringBack(notes: readonly ReviewNote[]): Promise<void> {
    for (const { id } of notes) await this.parts.api.call('note.redo', { note: id });
    this.all = [...this.all, ...notes].sort((a, b) => a.id - b.id);
  }
}
