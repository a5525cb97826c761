import type { Decision } from '../../shared/images/imageState.ts';
import type { ManyOutcome } from '../../shared/contract/imagesRoutes.ts';
import { MOST_AT_ONCE } from '../../shared/contract/imagesRoutes.ts';
import type { Api } from '../api/Api.ts';
import { RouteError } from '../api/Api.ts';
import { messages } from '../messages/messages.ts';
import type { Batch } from './Batch.svelte.ts';
import type { CurrentImage } from './CurrentImage.svelte.ts';
import type { Deed } from './Deed.ts';
import type { Images } from './Images.svelte.ts';
import type { Notices } from './Notices.svelte.ts';
import type { Outbox } from './Outbox.ts';
import type { Painting } from './Painting.svelte.ts';
import type { ProjectState } from './ProjectState.svelte.ts';
import type { RecentDecision } from './RecentDecision.ts';
import type { Selection } from './Selection.svelte.ts';
import { stemOf } from './stemOf.ts';
import type { Thresholds } from './Thresholds.ts';

interface Parts {
  api: Api;
  notices: Notices;
  images: Images;
  current: CurrentImage;
  project: ProjectState;
  thresholds: Thresholds;
  outbox: Outbox;
  selection: Selection;
  batch: Batch;
  painting: Painting;
}

/** One call for some of the images. */
type Work = (ids: number[], number: string) => Promise<ManyOutcome>;

/** What is done to all images that are chosen in the list, and taken back as one. */
export class Many {
  /** How far it is; undefined while nothing is under way. */
  progress = $state.raw<{ done: number; total: number }>();
  /** Is told of a decision on many images. */
  onDecided: (decided: RecentDecision) => void = () => undefined;
  /** Is told of everything else that was done to many. */
  onDone: (deed: Deed) => void = () => undefined;
  private readonly parts: Parts;

  constructor(parts: Parts) {
    this.parts = parts;
  }

  async decide(what: Decision): Promise<void> {
    const { selection, current } = this.parts;
    const ids = await this.decideOn(selection.images, what);
    if (ids.length === 0) return;
    this.onDecided({ what, ids, shown: current.id ?? 0, many: true });
    selection.clear();
  }

  /**
   * Decides about images, chosen in the list or not; whoever asks sees to how it is taken back (`step`).
   *
   * @returns ids of those that were decided
   */
  async decideOn(images: readonly { id: number }[], what: Decision): Promise<number[]> {
    const { api, notices, painting } = this.parts;
    let ids: number[] = [];
    if (this.progress || !painting.mayLeave()) return ids;
    await notices.attempt(async () => {
      ids = await this.each(images, (some, number) =>
        api.call('images.decide', { ids: some, what }, this.head(number)),
      );
      if (ids.length > 0) await this.showAgain(ids);
    });
    return ids;
  }

  /** Adds a tag to all, or takes it from all. */
  async tag(label: number, on: boolean): Promise<void> {
    const { notices, project, selection } = this.parts;
    const name = project.nameOf(label);
    await notices.attempt(async () => {
      const unknown = new Set(selection.images.filter(({ tags }) => tags === null).map(({ id }) => id));
      const ids = await this.each(selection.images, this.tagging(label, on));
      if (ids.length === 0) return;
      notices.notice = messages.many.tagged(name, ids.length, on);
      await this.showAgain(ids);
      const put = async (to: boolean): Promise<void> => {
        await this.each(
          ids.map((id) => ({ id })),
          this.tagging(label, to),
        );
        // What nobody knew before, nobody knows again.
        if (to !== on)
          for (const id of ids.filter((one) => unknown.has(one)))
            this.parts.images.replace(await this.parts.api.call('image.setTags', { id, labels: null }));
        await this.showAgain(ids);
      };
      this.onDone({
        words: messages.many.deed(name, ids.length),
        undo: () => put(!on),
        redo: () => put(on),
      });
    });
  }

  /** Proposes those of them that wait for a decision and whose proposal is missing or outdated, in the background. */
  async propose(): Promise<void> {
    await this.parts.batch.start(this.parts.selection.images.map(({ id }) => id));
  }

  /**
   * Takes the last decision on some images back, or makes it again.
   *
   * @returns ids of those where that was done
   */
  async step(ids: readonly number[], how: 'undo' | 'redo'): Promise<number[]> {
    const { api } = this.parts;
    const done = await this.each(
      ids.map((id) => ({ id })),
      (some, number) => api.call('images.stepDecision', { ids: some, how }, this.head(number)),
    );
    await this.showAgain(done);
    return done;
  }

  private tagging(label: number, on: boolean): Work {
    return (ids, number) => this.parts.api.call('images.tag', { ids, label, on }, this.head(number));
  }

  private head(number: string): { number: string; project: string } {
    return { number, project: this.parts.project.summary!.id };
  }

  /** @returns ids of the images that have changed */
  private async each(images: readonly { id: number }[], work: Work): Promise<number[]> {
    const { images: list, notices, thresholds, outbox } = this.parts;
    await thresholds.save();
    await outbox.idle();
    const ids: number[] = [];
    const refused: ManyOutcome['refused'] = [];
    const ready = await this.withoutHeld(images, refused);
    try {
      for (let at = 0; at < ready.length; at += MOST_AT_ONCE) {
        this.progress = { done: at, total: ready.length };
        const some = ready.slice(at, at + MOST_AT_ONCE);
        const outcome = await work(some, crypto.randomUUID());
        list.replaceAll(outcome.changed);
        ids.push(...outcome.changed.map(({ id }) => id));
        refused.push(...outcome.refused);
      }
    } catch (error) {
      // What was done is done, and told as that.
      if (!(error instanceof RouteError)) throw error;
      notices.tell(error);
    } finally {
      this.progress = undefined;
    }
    const [first] = refused;
    if (first) {
      const path = list.all.find(({ id }) => id === first.id)?.path ?? '';
      notices.problem = messages.many.refused(refused.length, stemOf(path), first.message);
    }
    return ids;
  }

  /** Images of which no change is held: what was painted before comes before. */
  private async withoutHeld(
    images: readonly { id: number }[],
    refused: ManyOutcome['refused'],
  ): Promise<number[]> {
    const { outbox } = this.parts;
    const ready: number[] = [];
    for (const { id } of images) {
      const { kept, dropped } = outbox.heldFor(id) > 0 ? await outbox.release(id) : { kept: [], dropped: [] };
      const [why] = [...kept, ...dropped];
      if (why) refused.push({ id, message: messages.held(why.message) });
      else ready.push(id);
    }
    return ready;
  }

  /** Shows the open image as it is now where it is one of those that have changed. */
  private async showAgain(ids: readonly number[]): Promise<void> {
    const { current } = this.parts;
    if (current.id !== undefined && ids.includes(current.id)) await current.openAgain();
  }
}
