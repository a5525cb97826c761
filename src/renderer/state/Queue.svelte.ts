import type { ImageSummary } from '../../shared/contract/imageRoutes.ts';
import type { ImageState } from '../../shared/images/imageState.ts';
import { isOpen } from '../../shared/images/imageState.ts';
import type { CurrentImage } from './CurrentImage.svelte.ts';
import type { ImageCache } from './ImageCache.ts';
import type { Images } from './Images.svelte.ts';
import type { ProjectState } from './ProjectState.svelte.ts';
import type { Proposing } from './Proposing.svelte.ts';

const AHEAD = 2;

interface Parts {
  images: Images;
  current: CurrentImage;
  project: ProjectState;
  proposing: Proposing;
  cache: ImageCache;
}

/** In which order images come, which of them the list shows, and what is prepared for the next. */
export class Queue {
  nameFilter = $state('');
  stateFilter = $state<ImageState | 'all' | 'problem'>('all');
  tagFilter = $state<number | 'all'>('all');
  readonly shown = $derived.by(() => {
    const { all } = this.parts.images;
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

  /** Opens an image, prepares those that follow, and has it proposed where that is missing. */
  async open(id: number): Promise<void> {
    const { current, project, proposing, cache } = this.parts;
    const wasAhead = cache.has(id);
    const there = await current.open(id);
    // Somebody may have gone on to another image meanwhile.
    if (current.id !== id) return;
    const canPropose = Boolean(project.summary?.pack);
    // What was fetched in advance may have become another photograph since.
    if (there && wasAhead) await current.lookAgain();
    if (current.id !== id) return;
    cache.prepare(this.ahead(id), canPropose);
    if (there && !current.image!.scores && canPropose) await proposing.propose();
  }

  /** Whether the list shows less than all images. */
  get isFiltered(): boolean {
    return this.shown !== this.parts.images.all;
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
    const { all } = this.parts.images;
    return all.find(({ id }) => id === before) ?? all.find(({ state }) => isOpen(state)) ?? all[0];
  }

  /** The next image of the list that waits for a decision: after one of them, then from its start. */
  openAfter(id: number): ImageSummary | undefined {
    const [before, after] = this.around(id);
    return [...after, ...before].find(({ state }) => isOpen(state));
  }

  /** What the list shows before and after an image, in its order, whether it shows that image or not. */
  private around(id: number): [ImageSummary[], ImageSummary[]] {
    const place = new Map(this.parts.images.all.map((image, at) => [image.id, at]));
    const here = place.get(id) ?? -1;
    const isBefore = (image: ImageSummary): boolean => place.get(image.id)! < here;
    const others = this.shown.filter((image) => image.id !== id);
    return [others.filter(isBefore), others.filter((image) => !isBefore(image))];
  }

  /** Images that are likely to be opened next. */
  private ahead(id: number): number[] {
    const [, after] = this.around(id);
    const open = after.filter(({ state }) => isOpen(state));
    return open.slice(0, AHEAD).map((image) => image.id);
  }
}
