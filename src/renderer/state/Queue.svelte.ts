import type { ImageSummary } from '../../shared/contract/imageRoutes.ts';
import type { ImageState } from '../../shared/images/imageState.ts';
import { isOpen } from '../../shared/images/imageState.ts';
import type { CurrentImage } from './CurrentImage.svelte.ts';
import type { ImageCache } from './ImageCache.ts';
import type { Images } from './Images.svelte.ts';
import type { Learning } from './Learning.svelte.ts';
import type { OpenImage } from './OpenImage.svelte.ts';
import type { ProjectState } from './ProjectState.svelte.ts';
import type { Proposing } from './Proposing.svelte.ts';
import { riskiest } from './riskiest.ts';
import { teachesMost } from './teachesMost.ts';

const AHEAD = 2;

interface Parts {
  images: Images;
  current: CurrentImage;
  project: ProjectState;
  proposing: Proposing;
  cache: ImageCache;
  learning: Learning;
  /** How likely an image is wrong, in [0, 1]; undefined where nobody knows. */
  riskOf: (id: number) => number | undefined;
}

/** By what teaches most, by risk, or as the paths are. */
export type QueueOrder = 'list' | 'teaching' | 'risk';

/** In which order images come, which of them the list shows, and what is prepared for the next. */
export class Queue {
  nameFilter = $state('');
  stateFilter = $state<ImageState | 'all' | 'problem'>('all');
  tagFilter = $state<number | 'all'>('all');
  /** What the list begins with. */
  by = $state<QueueOrder>('list');
  /** Places of all images, in the order that was found last; undefined for the order of paths. */
  private places = $state.raw<readonly number[]>();
  /** All images in the order that was chosen. */
  private readonly ordered = $derived.by((): readonly ImageSummary[] => {
    const { all } = this.parts.images;
    return this.places?.length === all.length ? this.places.map((place) => all[place]!) : all;
  });
  readonly shown = $derived.by(() => {
    const all = this.ordered;
    const name = this.nameFilter.trim().toLowerCase();
    const [state, tag] = [this.stateFilter, this.tagFilter];
    if (name === '' && state === 'all' && tag === 'all') return all;
    return all.filter(
      (image) =>
        (state === 'all' || image.state === state || (state === 'problem' && image.problem !== null)) &&
        (tag === 'all' || image.tags?.includes(tag)) &&
        image.path.toLowerCase().includes(name),
    );
  });
  private readonly parts: Parts;

  constructor(parts: Parts) {
    this.parts = parts;
  }

  /** Puts the images that teach most first, the likeliest to be wrong, or all in the order of their paths. */
  order(by: QueueOrder): void {
    const { images, riskOf } = this.parts;
    this.by = by;
    if (by === 'teaching') this.places = teachesMost(images.all);
    else this.places = by === 'risk' ? riskiest(images.all, riskOf) : undefined;
  }

  /**
   * Finds out anew which images come first, where that is not by their paths. What becomes of a single image moves none: a list that jumps
   * with every decision is none to work along.
   */
  arrange(): void {
    this.order(this.by);
  }

  /** Proposals are made otherwise now: what was prepared for the next images is prepared anew. */
  prepareAnew(): void {
    const { current, cache } = this.parts;
    cache.clear();
    if (current.id !== undefined) this.prepare(current.id);
  }

  /**
   * Opens an image, prepares those that follow, and has it proposed where that is missing, or was done before the last was learned.
   *
   * @param asItIs shows it with the proposal that it has: whoever takes something back wants to see what was there
   */
  async open(id: number, { asItIs = false } = {}): Promise<void> {
    const { current, proposing, cache } = this.parts;
    const wasAhead = cache.has(id);
    const there = await current.open(id);
    // Somebody may have gone on to another image meanwhile.
    if (current.id !== id) return;
    // What was fetched in advance may have become another photograph since.
    if (there && wasAhead) await current.lookAgain();
    if (current.id !== id) return;
    this.prepare(id);
    const { image } = current;
    if (!there || !image || !this.canPropose) return;
    // Labels from elsewhere are what is proposed.
    if (image.given) return;
    if (!image.scores || (!asItIs && this.isOutdated(image))) await proposing.propose();
  }

  /** Whether the list shows less than all images. */
  get isFiltered(): boolean {
    return this.shown !== this.ordered;
  }

  /** Moves along the list as it is filtered now; from where the open image would stand in it, where it has left it. */
  async step(by: 1 | -1): Promise<void> {
    const { id } = this.parts.current;
    const [before, after] = this.around(id ?? 0);
    const next = by === 1 ? after[0] : before.at(-1);
    if (next) await this.open(next.id);
  }

  /** The image to begin with: one that was open before, else the first that waits for a decision. */
  first(before: number | undefined): ImageSummary | undefined {
    const all = this.ordered;
    return all.find(({ id }) => id === before) ?? all.find(({ state }) => isOpen(state)) ?? all[0];
  }

  /** The next image of the list that waits for a decision: after one of them, then from its start. */
  openAfter(id: number): ImageSummary | undefined {
    const [before, after] = this.around(id);
    return [...after, ...before].find(({ state }) => isOpen(state));
  }

  /** What the list shows before and after an image, in its order, whether it shows that image or not. */
  private around(id: number): [ImageSummary[], ImageSummary[]] {
    if (!this.isFiltered) {
      const at = this.ordered.findIndex((image) => image.id === id);
      return [this.ordered.slice(0, Math.max(0, at)), this.ordered.slice(at + 1)];
    }
    const place = new Map(this.ordered.map((image, at) => [image.id, at]));
    const here = place.get(id) ?? -1;
    const isBefore = (image: ImageSummary): boolean => place.get(image.id)! < here;
    const others = this.shown.filter((image) => image.id !== id);
    return [others.filter(isBefore), others.filter((image) => !isBefore(image))];
  }

  private get canPropose(): boolean {
    return Boolean(this.parts.project.summary?.pack);
  }

  /** Whether an image shows what was proposed before the last was learned, and a person has moved nothing. */
  private isOutdated({ detail, own }: OpenImage): boolean {
    return this.parts.learning.isOlder(detail) && Object.keys(own).length === 0;
  }

  private prepare(id: number): void {
    this.parts.cache.prepare(this.ahead(id), this.canPropose);
  }

  /** Images that are likely to be opened next. */
  ahead(id: number): number[] {
    const [, after] = this.around(id);
    const open = after.filter(({ state }) => isOpen(state));
    return open.slice(0, AHEAD).map((image) => image.id);
  }
}
