import type { ImageSummary } from '../../../shared/contract/imageRoutes.ts';
import type { ReviewList } from './ReviewList.svelte.ts';

/** The image in hand, and those that are chosen beside it. */
export class ReviewChoice {
  private focusedId = $state<number>();
  private ids = $state.raw<ReadonlySet<number>>(new Set());
  private anchor: number | undefined;
  private readonly list: ReviewList;
  readonly focusedAt = $derived.by(() => this.list.shown.findIndex(({ id }) => id === this.focusedId));
  readonly focused = $derived.by((): ImageSummary | undefined => this.list.shown[this.focusedAt]);
  /** In the order of the list; what it does not show is not among them. */
  readonly chosen = $derived.by((): readonly ImageSummary[] =>
    this.ids.size === 0 ? [] : this.list.shown.filter(({ id }) => this.ids.has(id)),
  );

  constructor(list: ReviewList) {
    this.list = list;
  }

  /** What a key means: all that are chosen, else the one that is focused. */
  get inHand(): readonly ImageSummary[] {
    if (this.chosen.length > 0) return this.chosen;
    return this.focused ? [this.focused] : [];
  }

  has(id: number): boolean {
    return this.ids.has(id);
  }

  /** Takes the first image in hand where none is. */
  begin(): void {
    this.focusedId ??= this.list.shown[0]?.id;
  }

  focus(id: number): void {
    this.focusedId = id;
    this.anchor = id;
  }

  /** Goes so many images on, or back; `extend` chooses all on the way. */
  step(by: number, { extend = false } = {}): void {
    const { shown } = this.list;
    if (shown.length === 0) return;
    const from = Math.max(0, this.focusedAt);
    const to = shown[Math.min(shown.length - 1, Math.max(0, from + by))]!.id;
    if (extend) {
      this.anchor ??= this.focusedId;
      this.extendTo(to);
    } else this.focus(to);
  }

  toggle(id: number): void {
    const next = new Set(this.ids);
    if (!next.delete(id)) next.add(id);
    this.ids = next;
    this.focusedId = id;
    this.anchor = id;
  }

  extendTo(id: number): void {
    const { shown } = this.list;
    const placeOf = (one: number | undefined): number => shown.findIndex((image) => image.id === one);
    const from = placeOf(this.anchor ?? this.focusedId);
    const to = placeOf(id);
    this.ids = new Set(
      shown.slice(Math.min(from < 0 ? to : from, to), Math.max(from, to) + 1).map((image) => image.id),
    );
    this.focusedId = id;
  }

  all(): void {
    this.ids = new Set(this.list.shown.map(({ id }) => id));
  }

  clear(): void {
    this.ids = new Set();
    this.anchor = undefined;
  }
}
