import type { Output } from '../../../shared/contract/routes.ts';
import type { Api } from '../../api/Api.ts';
import { messages } from '../../messages/messages.ts';
import type { Notices } from '../Notices.svelte.ts';
import { OnceMore } from '../OnceMore.ts';
import type { ProjectState } from '../ProjectState.svelte.ts';
import type { ReviewHistory } from './ReviewHistory.svelte.ts';

/** After a drag rests, what would change is asked for. */
const REST_MS = 250;

interface Parts {
  api: Api;
  notices: Notices;
  project: ProjectState;
  history: ReviewHistory;
}

/** A threshold of a class that is tried on all images at once, and what it would change. */
export class ReviewThreshold {
  /** The class that is looked at. */
  label = $state<number>();
  /** What is tried; undefined while nothing is, and every image shows what it has. */
  tried = $state<number>();
  histogram = $state.raw<Output<'gallery.margins'>>();
  preview = $state.raw<Output<'class.previewThresholds'>>();
  /** Is told that labels of images are others now; of all where none are named. */
  onChanged: (ids?: readonly number[]) => void = () => undefined;
  private readonly parts: Parts;
  /** One at a time: a slow machine answers a whole drag otherwise, and nothing else meanwhile. */
  private readonly looking = new OnceMore(() => this.look());
  private resting: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: Parts) {
    this.parts = parts;
  }

  /** The threshold that the class has in the project. */
  get ofProject(): number {
    const { classes } = this.parts.project;
    return classes.find(({ label }) => label === this.label)?.threshold ?? 0.5;
  }

  async choose(label: number | undefined): Promise<void> {
    const { api, notices } = this.parts;
    this.label = label;
    this.leave();
    this.histogram = undefined;
    if (label === undefined) return;
    await notices.attempt(async () => {
      const found = await api.call('gallery.margins', { label });
      if (this.label === label) this.histogram = found;
    });
  }

  /** Tries a threshold on every image; a moment after the last move it is known what would change. */
  try(value: number): void {
    this.tried = value;
    this.preview = undefined;
    clearTimeout(this.resting);
    this.resting = setTimeout(() => void this.looking.run(), REST_MS);
  }

  /** Goes back to what every image has. */
  leave(): void {
    clearTimeout(this.resting);
    this.tried = undefined;
    this.preview = undefined;
  }

  /** Makes what is tried the threshold of the class in all images that have none of their own. */
  async applyToProject(): Promise<void> {
    const { notices, project, history } = this.parts;
    const { label, tried } = this;
    const item = project.classes.find((one) => one.label === label);
    if (label === undefined || tried === undefined || !item) return;
    const { threshold, guessed, name } = item;
    const put = async (value: number, isGuessed: boolean): Promise<void> => {
      await this.parts.api.call('class.setThreshold', { label, threshold: value });
      if (isGuessed) await this.parts.api.call('class.setThreshold', { label, threshold: null });
      await project.refresh();
      this.onChanged();
    };
    if (!(await notices.attempt(() => put(tried, false)))) return;
    this.leave();
    history.done({
      words: messages.deeds.threshold(name),
      undo: () => put(threshold, guessed),
      redo: () => put(tried, false),
    });
  }

  /** Gives images what is tried as a threshold of their own. @param before by image, what it had; undefined for none */
  async applyTo(images: readonly { id: number; before: number | undefined }[]): Promise<void> {
    const { notices, project, history, api } = this.parts;
    const { label, tried } = this;
    if (label === undefined || tried === undefined || images.length === 0) return;
    const put = async (valueOf: (before: number | undefined) => number | null): Promise<void> => {
      for (const { id, before } of images)
        await api.call('image.setThreshold', { id, label, threshold: valueOf(before) });
      this.onChanged(images.map(({ id }) => id));
    };
    if (!(await notices.attempt(() => put(() => tried)))) return;
    this.leave();
    history.done({
      words: messages.deeds.threshold(project.nameOf(label)),
      undo: () => put((before) => before ?? null),
      redo: () => put(() => tried),
    });
  }

  private async look(): Promise<void> {
    const { api, notices } = this.parts;
    const { label, tried } = this;
    if (label === undefined || tried === undefined) return;
    await notices.attempt(async () => {
      const found = await api.call('class.previewThresholds', { thresholds: { [label]: tried } });
      if (this.label === label && this.tried === tried) this.preview = found;
    });
  }
}
