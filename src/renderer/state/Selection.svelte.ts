import type { ImageSummary } from '../../shared/contract/imageRoutes.ts';
import type { CurrentImage } from './CurrentImage.svelte.ts';
import type { Queue } from './Queue.svelte.ts';

/** Images that are chosen in the list, to do something to all of them. Whatever the list does not show is not among them. */
export class Selection {
  private ids = $state.raw<ReadonlySet<number>>(new Set());
  /** Where a range begins. */
  private anchor: number | undefined;
  private readonly queue: Queue;
  private readonly current: CurrentImage;
  /** In the order of the list. */
  readonly images = $derived.by((): readonly ImageSummary[] =>
    this.ids.size === 0 ? [] : this.queue.shown.filter(({ id }) => this.ids.has(id)),
  );

  constructor(parts: { queue: Queue; current: CurrentImage }) {
    this.queue = parts.queue;
    this.current = parts.current;
  }

  has(id: number): boolean {
    return this.ids.has(id);
  }

  /** Adds an image, or takes it away; the open one is the first. */
  toggle(id: number): void {
    const next = new Set(this.ids.size === 0 && this.current.id !== undefined ? [this.current.id] : this.ids);
    if (!next.delete(id) || id === this.current.id) next.add(id);
    this.ids = next;
    this.anchor = id;
  }

  /** Chooses the open image beside the others, or takes it away from them. */
  toggleOpen(): void {
    const { id } = this.current;
    if (id === undefined) return;
    const next = new Set(this.ids);
    if (!next.delete(id)) next.add(id);
    this.ids = next;
    this.anchor = id;
  }

  /** Chooses all images from the one that was chosen last, or is open, to this one; this one alone where the list does not show that. */
  extendTo(id: number): void {
    const { shown } = this.queue;
    const placeOf = (one: number | undefined): number => shown.findIndex((image) => image.id === one);
    const anchor = this.anchor ?? this.current.id;
    this.anchor = placeOf(anchor) === -1 ? id : anchor;
    const places = [placeOf(this.anchor), placeOf(id)];
    this.ids = new Set(shown.slice(Math.min(...places), Math.max(...places) + 1).map((image) => image.id));
  }

  /** Opens the next or the previous image, and chooses it too. */
  async extendBy(by: 1 | -1): Promise<void> {
    this.anchor ??= this.current.id;
    await this.queue.step(by);
    if (this.current.id !== undefined) this.extendTo(this.current.id);
  }

  /** Chooses everything that the list shows. */
  all(): void {
    this.ids = new Set(this.queue.shown.map(({ id }) => id));
  }

  clear(): void {
    this.ids = new Set();
    this.anchor = undefined;
  }
}
