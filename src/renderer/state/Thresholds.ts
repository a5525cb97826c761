import type { ImageDetail } from '../../shared/contract/imageRoutes.ts';
import type { Api } from '../api/Api.ts';
import type { Notices } from './Notices.svelte.ts';
import { PASSING } from './Outbox.ts';
import type { OpenImage } from './OpenImage.svelte.ts';
import type { ProjectState } from './ProjectState.svelte.ts';

const SAVE_AFTER_MS = 250;

/** Thresholds of single images: moved at once, saved a moment later. */
export class Thresholds {
  private readonly api: Api;
  private readonly notices: Notices;
  private readonly project: ProjectState;
  private saving: ReturnType<typeof setTimeout> | undefined;
  private underWay: Promise<void> = Promise.resolve();
  /** What is to be sent, and what is being sent: by image, then by label. */
  private waiting = new Map<number, Record<number, number>>();
  private sending = new Map<number, Record<number, number>>();

  constructor(parts: { api: Api; notices: Notices; project: ProjectState }) {
    this.api = parts.api;
    this.notices = parts.notices;
    this.project = parts.project;
  }

  /** How many are not saved yet. */
  get unsaved(): number {
    const all = [...this.waiting.values(), ...this.sending.values()];
    return all.reduce((sum, values) => sum + Object.keys(values).length, 0);
  }

  /** Thresholds in force for an image, by label: its own, else the project's. */
  of({ scores, thresholds }: ImageDetail): Record<number, number> {
    const ofProject = (label: number): number =>
      this.project.classes.find((item) => item.label === label)?.threshold ?? 1;
    const labels = scores?.labels ?? [];
    return Object.fromEntries(labels.map((label) => [label, thresholds[label] ?? ofProject(label)]));
  }

  set(image: OpenImage, label: number, threshold: number): void {
    if (image.closed) return;
    image.thresholds[label] = threshold;
    this.waiting.set(image.id, { ...this.waiting.get(image.id), [label]: threshold });
    clearTimeout(this.saving);
    this.saving = setTimeout(() => void this.notices.attempt(() => this.save()), SAVE_AFTER_MS);
  }

  /**
   * Saves what is not saved yet.
   *
   * @throws RouteError
   */
  save(): Promise<void> {
    clearTimeout(this.saving);
    // One after the other: whoever waits for it waits for what is under way too.
    this.underWay = this.underWay.catch(() => undefined).then(() => this.send());
    return this.underWay;
  }

  private async send(): Promise<void> {
    const changes = this.waiting;
    this.sending = changes;
    this.waiting = new Map();
    try {
      for (const [id, values] of changes) {
        for (const [label, threshold] of Object.entries(values))
          await this.api.call('image.setThreshold', { id, label: Number(label), threshold });
        changes.delete(id);
        this.notices.over(PASSING);
      }
    } catch (error) {
      // They are saved with the next change, or before another image is opened; what was moved since is newer.
      for (const [id, values] of changes) this.waiting.set(id, { ...values, ...this.waiting.get(id) });
      this.sending = new Map();
      throw error;
    }
  }

  /** Goes back to the project's thresholds for an image. */
  async clear(image: OpenImage): Promise<void> {
    await this.notices.attempt(async () => {
      await this.save();
      for (const label of Object.keys(image.thresholds).map(Number))
        await this.api.call('image.setThreshold', { id: image.id, label, threshold: null });
      await image.refresh();
    });
  }

  /** Makes an image's thresholds those of the project. */
  async share(image: OpenImage): Promise<void> {
    await this.notices.attempt(async () => {
      for (const [label, threshold] of Object.entries(image.thresholds))
        await this.api.call('class.setThreshold', { label: Number(label), threshold });
      await this.project.refresh();
      await this.clear(image);
    });
  }
}
