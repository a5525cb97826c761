import type { ImageDetail } from '../../shared/contract/imageRoutes.ts';
import type { ClassSummary } from '../../shared/contract/projectRoutes.ts';
import type { Input, Output } from '../../shared/contract/routes.ts';
import type { Api } from '../api/Api.ts';
import { RouteError } from '../api/Api.ts';
import { messages } from '../messages/messages.ts';
import type { Done } from './Deed.ts';
import type { Notices } from './Notices.svelte.ts';
import { PASSING } from './Outbox.ts';
import type { OpenImage } from './OpenImage.svelte.ts';
import type { ProjectState } from './ProjectState.svelte.ts';

const SAVE_AFTER_MS = 250;
/** What is answered where a threshold cannot be saved, now or later. */
const NEVER: ReadonlySet<string> = new Set(['not-found', 'invalid-input']);

/** Thresholds by label; null goes back to the project's. */
type Values = Record<number, number | null>;

/** What holds for a class in images that have no threshold of their own. */
type ClassThreshold = Pick<ClassSummary, 'label' | 'threshold' | 'guessed'>;

/** Thresholds of images and of the project: moved at once, saved a moment later, one change after the other. */
export class Thresholds {
  /** Is told of every change that a person makes. */
  onDone: Done = () => undefined;
  /** Is told of an image whose labels follow from something else now; of none where that holds for all. */
  onMoved: (image: OpenImage | undefined) => void = () => undefined;
  private readonly api: Api;
  private readonly notices: Notices;
  private readonly project: ProjectState;
  private saving: ReturnType<typeof setTimeout> | undefined;
  private underWay: Promise<void> = Promise.resolve();
  /** What is to be sent, and what is being sent, by image. */
  private waiting = new Map<number, Values>();
  private sending = new Map<number, Values>();
  /** The project's void half-width, while it waits to be sent. */
  private voidHalfWidth: number | undefined;

  constructor(parts: { api: Api; notices: Notices; project: ProjectState }) {
    this.api = parts.api;
    this.notices = parts.notices;
    this.project = parts.project;
  }

  /** How many are not saved yet. */
  get unsaved(): number {
    const all = [...this.waiting.values(), ...this.sending.values()];
    const width = this.voidHalfWidth === undefined ? 0 : 1;
    return all.reduce((sum, values) => sum + Object.keys(values).length, width);
  }

  /** Thresholds in force for an image, by label: its own, else the one it starts with. */
  of(detail: ImageDetail): Record<number, number> {
    const own = this.ownOf(detail);
    const labels = detail.scores?.labels ?? [];
    return Object.fromEntries(labels.map((label) => [label, own[label] ?? this.startOf(detail, label)]));
  }

  /** What a class's threshold in an image is before a person moves it: guessed for the image, else the class's. */
  startOf({ scores }: ImageDetail, label: number): number {
    const item = this.project.classes.find((one) => one.label === label);
    const guess = item?.guessed ? scores?.guesses?.[scores.labels.indexOf(label)] : undefined;
    return guess ?? item?.threshold ?? 1;
  }

  /** An image's own thresholds, by label, those included that are not saved yet. */
  ownOf({ id, thresholds }: Pick<ImageDetail, 'id' | 'thresholds'>): Record<number, number> {
    const values: Values = { ...thresholds, ...this.sending.get(id), ...this.waiting.get(id) };
    const own = Object.entries(values).filter(([, value]) => value !== null);
    return Object.fromEntries(own as [string, number][]);
  }

  /** Moves a threshold of an image; moves that follow each other at once are taken back as one. */
  set(image: OpenImage, label: number, threshold: number): void {
    const words = messages.deeds.threshold(this.project.nameOf(label));
    this.change(image, { [label]: threshold }, { words, joins: `threshold ${label}` });
  }

  /** Goes back to the project's thresholds for an image. */
  clear(image: OpenImage): void {
    this.change(image, noneOf(image.own), { words: messages.deeds.thresholds });
  }

  /** What would change in other images if thresholds became those of all; undefined where nobody can tell. */
  async preview(
    thresholds: Record<number, number | null>,
  ): Promise<Output<'class.previewThresholds'> | undefined> {
    let found: Output<'class.previewThresholds'> | undefined;
    await this.notices.attempt(async () => {
      await this.save();
      found = await this.api.call('class.previewThresholds', { thresholds });
    });
    return found;
  }

  /**
   * Makes an image's thresholds those of all images that have none of their own; or has those classes guessed for each image,
   * this one included.
   */
  async share(image: OpenImage, how: 'these' | 'guessed' = 'these'): Promise<void> {
    const own = { ...image.own };
    const labels = how === 'guessed' ? this.unguessed(image) : Object.keys(own).map(Number);
    const none: Values = Object.fromEntries(labels.map((label) => [label, null]));
    const before = labels.map((label) => this.ofProject(label));
    const after = labels.map((label) => ({
      ...this.ofProject(label),
      ...(how === 'guessed' ? { guessed: true } : { threshold: own[label]!, guessed: false }),
    }));
    const share = async (at: OpenImage): Promise<void> => {
      await this.setOfProject(after);
      this.put(at, none);
      await this.save();
    };
    const done = await this.notices.attempt(() => share(image));
    if (!done) return;
    this.onDone(image.id, {
      words: messages.deeds.shared,
      undo: async (at) => {
        const present = labels.map((label) => this.ofProject(label));
        if (JSON.stringify(present) !== JSON.stringify(after)) throw changedSince();
        await this.setOfProject(before);
        this.put(at, { ...none, ...own });
        await this.save();
      },
      redo: share,
    });
  }

  /** The classes of an image that do not have the threshold that was guessed for it, where any were. */
  unguessed(image: OpenImage): number[] {
    const { scores } = image.detail;
    if (!scores?.guesses) return [];
    return scores.labels.filter((label) => image.own[label] !== undefined || !this.ofProject(label).guessed);
  }

  /** Moves the project's void half-width, as an image shows it; undone where it was moved. */
  setVoidHalfWidth(image: OpenImage | undefined, voidHalfWidth: number): void {
    const before = this.project.voidHalfWidth;
    const step = (from: number, to: number) => async (): Promise<void> => {
      if (this.project.voidHalfWidth !== from) throw changedSince();
      this.putVoidHalfWidth(to);
    };
    this.putVoidHalfWidth(voidHalfWidth);
    if (image)
      this.onDone(image.id, {
        ...{ words: messages.deeds.voidWidth, joins: 'void half-width' },
        undo: step(voidHalfWidth, before),
        redo: step(before, voidHalfWidth),
      });
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

  private ofProject(label: number): ClassThreshold {
    const { threshold, guessed } = this.project.classes.find((item) => item.label === label)!;
    return { label, threshold, guessed };
  }

  private change(image: OpenImage, values: Values, how: { words: string; joins?: string }): void {
    if (image.closed) return;
    const before: Values = { ...noneOf(values), ...image.own };
    this.put(image, values);
    this.onDone(image.id, {
      ...how,
      undo: async (at) => this.put(at, before),
      redo: async (at) => this.put(at, values),
    });
  }

  private put(image: OpenImage, values: Values): void {
    const own = Object.entries({ ...image.own, ...values }).filter(([, value]) => value !== null);
    image.own = Object.fromEntries(own as [string, number][]);
    for (const label of Object.keys(values).map(Number))
      image.thresholds[label] = values[label] ?? this.startOf(image.detail, label);
    this.waiting.set(image.id, { ...this.waiting.get(image.id), ...values });
    this.onMoved(image);
    this.saveSoon();
  }

  private putVoidHalfWidth(value: number): void {
    this.project.showVoidHalfWidth(value);
    this.voidHalfWidth = value;
    this.onMoved(undefined);
    this.saveSoon();
  }

  private saveSoon(): void {
    clearTimeout(this.saving);
    this.saving = setTimeout(() => void this.notices.attempt(() => this.save()), SAVE_AFTER_MS);
  }

  private async setOfProject(values: readonly ClassThreshold[]): Promise<void> {
    await this.save();
    for (const { label, threshold, guessed } of values) {
      await this.api.call('class.setThreshold', { label, threshold });
      if (guessed) await this.api.call('class.setThreshold', { label, threshold: null });
    }
    await this.project.refresh();
  }

  private async send(): Promise<void> {
    const width = this.voidHalfWidth;
    if (width !== undefined) {
      await this.api.call('project.setVoidHalfWidth', { voidHalfWidth: width });
      // It may have been moved on meanwhile.
      if (this.voidHalfWidth === width) this.voidHalfWidth = undefined;
    }
    const changes = this.waiting;
    this.sending = changes;
    this.waiting = new Map();
    try {
      for (const [id, values] of changes) {
        for (const [label, threshold] of Object.entries(values))
          await this.sendOne({ id, label: Number(label), threshold });
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

  /** What can never be saved, of a class that is gone say, is told and keeps nothing else from being saved. */
  private async sendOne(input: Input<'image.setThreshold'>): Promise<void> {
    try {
      await this.api.call('image.setThreshold', input);
    } catch (error) {
      if (!(error instanceof RouteError) || !NEVER.has(error.code)) throw error;
      this.notices.tell(error);
    }
  }
}

/** What holds for all images was changed again from another one. */
function changedSince(): RouteError {
  return new RouteError('invalid-input', messages.changedSince);
}

/** No thresholds of its own for the labels of some. */
function noneOf(values: Values): Values {
  return Object.fromEntries(Object.keys(values).map((label) => [label, null]));
}
