import { SvelteMap } from 'svelte/reactivity';
import { RouteError } from '../api/Api.ts';
import { messages } from '../messages/messages.ts';
import type { CurrentImage } from './CurrentImage.svelte.ts';
import type { Decisions } from './Decisions.ts';
import type { Deed } from './Deed.ts';
import type { Many } from './Many.svelte.ts';
import type { Notices } from './Notices.svelte.ts';
import type { Objects } from './Objects.svelte.ts';
import type { OpenImage } from './OpenImage.svelte.ts';
import { PASSING } from './Outbox.ts';
import type { Painting } from './Painting.svelte.ts';
import type { RecentDecision } from './RecentDecision.ts';

/** A slider that moves is one deed, not fifty. */
const TOGETHER_MS = 1000;

interface Parts {
  notices: Notices;
  current: CurrentImage;
  painting: Painting;
  decisions: Decisions;
  many: Many;
  objects: Objects;
}
interface NotedDeed extends Deed {
  /** When it was done, or gone on with, in milliseconds; undefined once it was taken back. */
  at: number | undefined;
}

/**
 * Undo and redo, image by image: what was done since the page was opened in its order, whatever it was, then objects, strokes and
 * decisions of before. Only the image that is open is touched; a decision that nothing has followed is taken back from
 * the image that it has led to.
 */
export class History {
  private readonly parts: Parts;
  /** By image, the last one last. */
  private readonly past = new SvelteMap<number, readonly NotedDeed[]>();
  private readonly future = new SvelteMap<number, readonly NotedDeed[]>();
  private decided = $state.raw<RecentDecision>();
  /** A decision on many that was taken back, while nothing has followed. */
  private takenBack = $state.raw<RecentDecision>();
  private underWay: Promise<unknown> = Promise.resolve();
  private readonly stroke: Deed;
  private readonly decision: Deed;

  constructor(parts: Parts) {
    const { decisions } = parts;
    this.parts = parts;
    this.stroke = {
      words: messages.deeds.stroke,
      undo: (image) => image.step('undo'),
      redo: (image) => image.step('redo'),
    };
    this.decision = {
      words: messages.deeds.decision,
      undo: () => decisions.step('undo'),
      redo: () => decisions.step('redo'),
    };
  }

  get canUndo(): boolean {
    const { image } = this.parts.current;
    return this.recent !== undefined || (image !== undefined && this.last(image) !== undefined);
  }

  get canRedo(): boolean {
    const { image } = this.parts.current;
    return this.takenBack !== undefined || (image !== undefined && this.next(image) !== undefined);
  }

  /** What undo takes back, and redo does again, in words. */
  get undoWords(): string | undefined {
    const { image } = this.parts.current;
    return image && !this.recent ? this.last(image)?.words : undefined;
  }
  get redoWords(): string | undefined {
    const { image } = this.parts.current;
    return image && this.next(image)?.words;
  }

  /** A decision that nothing has followed: it is what undo takes back, whichever image is open. */
  get recent(): RecentDecision | undefined {
    return this.decided && this.decided.shown === this.parts.current.id ? this.decided : undefined;
  }

  /** Notes that an image was opened: whoever goes on to others leaves a decision behind. */
  opened({ id }: Pick<OpenImage, 'id'>): void {
    if (this.decided?.shown !== id) this.decided = undefined;
    if (this.takenBack?.shown !== id) this.takenBack = undefined;
  }

  /** Notes something that was done on the image that is open. */
  done(deed: Deed): void {
    const { id } = this.parts.current;
    if (id !== undefined) this.note(id, deed);
  }

  /** Notes something that was done on an image. */
  note(id: number, deed: Deed): void {
    const before = this.past.get(id) ?? [];
    const last = before.at(-1);
    const at = performance.now();
    const goesOn = last?.at !== undefined && at - last.at < TOGETHER_MS && last.joins === deed.joins;
    const joined = deed.joins !== undefined && goesOn;
    this.decided = undefined;
    this.takenBack = undefined;
    this.keep('past', id, [
      ...(joined ? before.slice(0, -1) : before),
      { ...deed, at, ...(joined && { undo: last.undo }) },
    ]);
    this.keep('future', id, []);
  }

  /** Notes a decision, and to which image it leads. */
  noteDecision(decided: RecentDecision): void {
    for (const id of decided.ids) this.note(id, this.decision);
    this.decided = decided;
  }

  /** Forgets what was done on an image: it is no longer as the deeds have left it. */
  forget(id: number): void {
    this.keep('past', id, []);
    this.keep('future', id, []);
  }

  async undo(): Promise<void> {
    // Of a drawing that is not finished yet, the last piece goes.
    if (this.parts.painting.takeBack()) return;
    if (this.recent) await this.takeDecisionBack(this.recent);
    else await this.step('undo');
  }

  async redo(): Promise<void> {
    const { painting } = this.parts;
    if (painting.busy || painting.stroking) return;
    if (this.takenBack) await this.decideAgain(this.takenBack);
    else await this.step('redo');
  }

  /** Goes back to an image that was just decided, and takes the decision back; or takes one on many back. */
  private async takeDecisionBack(recent: RecentDecision): Promise<void> {
    const { decisions, many } = this.parts;
    const { ids } = recent;
    this.decided = undefined;
    await this.oneByOne(async () => {
      if (!recent.many) await decisions.takeBack(ids[0]!);
      const done = recent.many ? await many.step(ids, 'undo') : ids;
      for (const id of done) this.move(id, 'past', 'future');
      if (recent.many) this.leave(recent, done, 'decided', 'takenBack');
    });
  }

  /** Makes a decision on many that was just taken back again. */
  private async decideAgain(recent: RecentDecision): Promise<void> {
    this.takenBack = undefined;
    await this.oneByOne(async () => {
      const done = await this.parts.many.step(recent.ids, 'redo');
      for (const id of done) this.move(id, 'future', 'past');
      this.leave(recent, done, 'takenBack', 'decided');
    });
  }

  /** What could not be done, since nobody answered say, stays where it was, to be done with the next key. */
  private leave(
    recent: RecentDecision,
    done: readonly number[],
    here: 'decided' | 'takenBack',
    there: 'decided' | 'takenBack',
  ): void {
    const left = recent.ids.filter((id) => !done.includes(id));
    if (left.length > 0) this[here] = { ...recent, ids: left };
    else this[there] = recent;
  }

  /** One step on the image that is open now; when its turn has come and another is open, none. */
  private step(how: 'undo' | 'redo'): Promise<void> {
    const { current } = this.parts;
    const id = current.image?.id;
    this.decided = undefined;
    this.takenBack = undefined;
    return this.oneByOne(async () => {
      const { image } = current;
      if (image?.id !== id || current.opening !== undefined) return;
      const deed = image && (how === 'undo' ? this.last(image) : this.next(image));
      if (!deed) return;
      const [from, to] = how === 'undo' ? (['past', 'future'] as const) : (['future', 'past'] as const);
      try {
        await deed[how](image);
      } catch (error) {
        // What cannot be taken back now, and will not be later, is not in the way of what was done before it.
        const isOver = error instanceof RouteError && !PASSING.has(error.code);
        if (isOver) this.keep(from, image.id, (this[from].get(image.id) ?? []).slice(0, -1));
        throw error;
      }
      this.move(image.id, from, to, deed);
    });
  }

  private oneByOne(work: () => Promise<void>): Promise<void> {
    const turn = this.underWay.then(async () => {
      await this.parts.notices.attempt(work);
    });
    this.underWay = turn.catch(() => undefined);
    return turn;
  }

  /** The last thing that was done: since the page was opened, else before, as far as that is known. */
  private last(image: OpenImage): Deed | undefined {
    const noted = this.past.get(image.id)?.at(-1);
    if (noted) return noted;
    if (image.decided || image.detail.canUndoDecision) return this.decision;
    const edit = image.objectEdits.findLast(({ undone }) => !undone);
    if (edit) return this.parts.objects.deedOf(edit);
    return image.canUndo ? this.stroke : undefined;
  }

  private next(image: OpenImage): Deed | undefined {
    const noted = this.future.get(image.id)?.at(-1);
    // After something else was done, what had been undone before does not come back.
    if (noted || this.past.get(image.id)?.length) return noted;
    if (!image.decided && image.canRedo) return this.stroke;
    const edit = image.decided ? undefined : image.objectEdits.find(({ undone }) => undone);
    if (edit) return this.parts.objects.deedOf(edit);
    return image.detail.canRedoDecision ? this.decision : undefined;
  }

  /** Moves the last deed of an image to the other side; `known` is one of before the page was opened. */
  private move(id: number, from: 'past' | 'future', to: 'past' | 'future', known?: Deed): void {
    const here = this[from].get(id) ?? [];
    const deed = here.at(-1) ?? known;
    if (!deed) return;
    this.keep(from, id, here.slice(0, -1));
    this.keep(to, id, [...(this[to].get(id) ?? []), { ...deed, at: undefined }]);
  }

  private keep(side: 'past' | 'future', id: number, deeds: readonly NotedDeed[]): void {
    if (deeds.length > 0) this[side].set(id, deeds);
    else this[side].delete(id);
  }
}
