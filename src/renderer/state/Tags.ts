import { isClass } from '../../shared/labels/labelCodes.ts';
import type { Api } from '../api/Api.ts';
import { messages } from '../messages.ts';
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
    const set = async (at: OpenImage, on: boolean): Promise<void> => {
      await this.put(at, label, on, { wasKnown });
      if (project.summary?.pack) await this.parts.proposing.propose();
    };
    await notices.attempt(() =>
      this.oneByOne(async () => {
        const on = !image.detail.tags?.includes(label);
        this.onDone(image.id, {
          words: messages.deeds.tag(this.parts.project.nameOf(label)),
          undo: (at) => this.oneByOne(() => set(at, !on)),
          redo: (at) => this.oneByOne(() => set(at, on)),
        });
        await set(image, on);
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
   * @returns whether it has the tag by this
   * @throws RouteError
   */
  addPainted(image: OpenImage, label: number): Promise<boolean> {
    return this.oneByOne(async () => {
      if (!this.lacks(image, label)) return false;
      await this.put(image, label, true);
      this.parts.notices.notice = messages.nowTagged(this.parts.project.nameOf(label));
      return true;
    });
  }

  /** @throws RouteError */
  takeAway(image: OpenImage, label: number): Promise<void> {
    return this.oneByOne(() => this.put(image, label, false));
  }

  /** @param wasKnown whether its tags were known before; else nobody knows them again once none is left */
  private async put(image: OpenImage, label: number, on: boolean, { wasKnown = true } = {}): Promise<void> {
    await this.parts.thresholds.save();
    const others = (image.detail.tags ?? []).filter((tag) => tag !== label);
    const labels = on ? [...others, label] : others.length > 0 || wasKnown ? others : null;
    image.takeSummary(await this.parts.api.call('image.setTags', { id: image.id, labels }));
  }

  /** Each call says all tags, so the next one waits for what the last has made of them. */
  private oneByOne<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.underWay.then(work);
    this.underWay = turn.catch(() => undefined);
    return turn;
  }
}
