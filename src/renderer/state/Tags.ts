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

  constructor(parts: Parts) {
    this.parts = parts;
  }

  /** Adds or takes away a tag of the open image, and proposes it anew. */
  async toggle(label: number): Promise<void> {
    const { notices, current, project } = this.parts;
    const { image } = current;
    if (!image || image.closed) return;
    const before = image.detail.tags;
    const tags = before ?? [];
    const after = tags.includes(label) ? tags.filter((tag) => tag !== label) : [...tags, label];
    const set = async (at: OpenImage, labels: readonly number[] | null): Promise<void> => {
      await this.put(at, labels);
      if (project.summary?.pack) await this.parts.proposing.propose();
    };
    await notices.attempt(async () => {
      this.onDone(image.id, {
        words: messages.deeds.tag(this.nameOf(label)),
        undo: (at) => set(at, before),
        redo: (at) => set(at, after),
      });
      await set(image, after);
    });
  }

  /** Whether painting this label adds a tag to an image: its tags are known, and say that the class is not there. */
  lacks(image: OpenImage, label: number): boolean {
    return isClass(label) && image.detail.tags !== null && !image.detail.tags.includes(label);
  }

  /**
   * Tags an image with a class that was painted on it. Its proposal stays as it is: nobody asked for another one.
   *
   * @returns takes the tag away again
   * @throws RouteError
   */
  async addPainted(image: OpenImage, label: number): Promise<void> {
    const before = image.detail.tags ?? [];
    await this.put(image, [...before, label]);
    this.parts.notices.notice = messages.nowTagged(this.nameOf(label));
  }

  /** @throws RouteError */
  async takeAway(image: OpenImage, label: number): Promise<void> {
    await this.put(
      image,
      (image.detail.tags ?? []).filter((tag) => tag !== label),
    );
  }

  private async put(image: OpenImage, labels: readonly number[] | null): Promise<void> {
    await this.parts.thresholds.save();
    const { id } = image;
    image.takeSummary(await this.parts.api.call('image.setTags', { id, labels: labels && [...labels] }));
  }

  private nameOf(label: number): string {
    return this.parts.project.classes.find((item) => item.label === label)?.name ?? String(label);
  }
}
