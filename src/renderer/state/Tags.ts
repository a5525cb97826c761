import { isClass } from '../../shared/labels/labelCodes.ts';
import type { TagSource } from '../../shared/images/ProjectImage.ts';
import type { Api } from '../api/Api.ts';
import { messages } from '../messages/messages.ts';
import type { CurrentImage } from './CurrentImage.svelte.ts';
import type { Done } from './Deed.ts';
import type { Notices } from './Notices.svelte.ts';
import type { OpenImage } from './OpenImage.svelte.ts';
import type { ProjectState } from './ProjectState.svelte.ts';
import type { Proposing } from './Proposing.svelte.ts';
import type { Thresholds } from './Thresholds.ts';

interface Parts {
  api: Api;
  notices: Notices;
  project: ProjectState;
  current: CurrentImage;
  thresholds: Thresholds;
  proposing: Proposing;
}

/** Which classes the image on the desk shows. */
export class Tags {
  /** Is told of every change that a person makes. */
  onDone: Done = () => undefined;
  private readonly parts: Parts;
  private underWay: Promise<unknown> = Promise.resolve();

  constructor(parts: Parts) {
    this.parts = parts;
  }

  /** Adds or takes away a tag of the open image, and proposes it anew. */
  async toggle(label: number): Promise<void> {
    const { notices, current, project } = this.parts;
    const { image } = current;
    if (!image || image.closed) return;
    const wasKnown = image.detail.tags !== null;
    const set = async (at: OpenImage, on: boolean, by?: TagSource): Promise<void> => {
      await this.put(at, label, on, { wasKnown, by });
      if (project.summary?.pack) await this.parts.proposing.propose();
    };
    await notices.attempt(() =>
      this.oneByOne(async () => {
        const on = !image.detail.tags?.includes(label);
        const before = image.detail.tagSource ?? undefined;
        this.onDone(image.id, {
          words: messages.deeds.tag(this.parts.project.nameOf(label)),
          undo: (at) => this.oneByOne(() => set(at, !on, before)),
          redo: (at) => this.oneByOne(() => set(at, on)),
        });
        await set(image, on);
      }),
    );
  }

  /** Makes the classifier's tags of the open image a person's: they are right. */
  async confirm(): Promise<void> {
    const { notices, current } = this.parts;
    const { image } = current;
    if (!image || image.closed) return;
    const say = (at: OpenImage, by: TagSource): Promise<void> =>
      this.oneByOne(() => this.say(at, at.detail.tags, by));
    await notices.attempt(() =>
      this.oneByOne(async () => {
        if (!image.isGuessed) {
          notices.notice = messages.suggested.nothing;
          return;
        }
        this.onDone(image.id, {
          words: messages.deeds.confirmTags,
          undo: (at) => say(at, 'classifier'),
          redo: (at) => say(at, 'person'),
        });
        await this.say(image, image.detail.tags, 'person');
      }),
    );
  }

  /** Whether painting this label adds a tag to an image: its tags are known, and say that the class is not there. */
  private lacks(image: OpenImage, label: number): boolean {
    return isClass(label) && image.detail.tags !== null && !image.detail.tags.includes(label);
  }

  /**
   * Tags an image with a class that was painted on it, unless it has the tag. Its proposal stays as it is: nobody asked for
   * another one.
   *
   * @returns who had said its tags before, where it has the tag by this; else undefined
   * @throws RouteError
   */
  addPainted(image: OpenImage, label: number): Promise<TagSource | undefined> {
    return this.oneByOne(async () => {
      if (!this.lacks(image, label)) return undefined;
      const before = image.detail.tagSource ?? 'person';
      await this.put(image, label, true);
      this.parts.notices.notice = messages.nowTagged(this.parts.project.nameOf(label));
      return before;
    });
  }

  /**
   * @param by who said the others
   * @throws RouteError
   */
  takeAway(image: OpenImage, label: number, by: TagSource): Promise<void> {
    return this.oneByOne(() => this.put(image, label, false, { by }));
  }

  /**
   * @param wasKnown whether its tags were known before; else nobody knows them again once none is left
   * @param by who says its tags now
   */
  private async put(
    image: OpenImage,
    label: number,
    on: boolean,
    { wasKnown = true, by }: { wasKnown?: boolean; by?: TagSource | undefined } = {},
  ): Promise<void> {
    const others = (image.detail.tags ?? []).filter((tag) => tag !== label);
    const labels = on ? [...others, label] : others.length > 0 || wasKnown ? others : null;
    await this.say(image, labels, by ?? 'person');
  }

  private async say(image: OpenImage, labels: number[] | null, by: TagSource): Promise<void> {
    const { api, thresholds } = this.parts;
    await thresholds.save();
    image.takeSummary(await api.call('image.setTags', { id: image.id, labels, by }));
  }

  /** Each call says all tags, so the next one waits for what the last has made of them. */
  private oneByOne<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.underWay.then(work);
    this.underWay = turn.catch(() => undefined);
    return turn;
  }
}
