import type { Api } from '../api/Api.ts';
import { RouteError } from '../api/Api.ts';
import { messages } from '../messages/messages.ts';
import type { CurrentImage } from './CurrentImage.svelte.ts';
import type { Done } from './Deed.ts';
import type { ImageCache } from './ImageCache.ts';
import type { Notices } from './Notices.svelte.ts';
import type { OpenImage } from './OpenImage.svelte.ts';
import { PASSING } from './Outbox.ts';
import type { ProjectState } from './ProjectState.svelte.ts';
import type { Thresholds } from './Thresholds.ts';

/** After how long without a change a drag rests. */
const REST_MS = 200;
/** After how long it is asked again where nobody has answered. */
const AGAIN_MS = 3000;

interface Parts {
  api: Api;
  notices: Notices;
  project: ProjectState;
  current: CurrentImage;
  thresholds: Thresholds;
  cache: ImageCache;
}

/**
 * The open image's proposal along the edges of its photograph. While a threshold moves the canvas follows the scores alone; once
 * it rests, Camweave is asked for the label map that it would accept and export, and that is shown.
 */
export class Edges {
  /** Whether what is shown is still to be refined. */
  pending = $state(false);
  /** Is told of every change of whether edges are followed. */
  onDone: Done = () => undefined;
  /** Is told when a drag has rested and what is proposed is there. */
  onRested: () => void = () => undefined;
  private readonly parts: Parts;
  private resting: ReturnType<typeof setTimeout> | undefined;
  /** Counts what was asked for: the last one counts. */
  private turn = 0;

  constructor(parts: Parts) {
    this.parts = parts;
  }

  /** To be called when what an image's labels follow from has moved: asks once it rests. */
  moved(image: OpenImage | undefined): void {
    this.turn += 1;
    clearTimeout(this.resting);
    this.pending = image !== undefined && this.lacks(image);
    if (image) this.resting = setTimeout(() => void this.rest(), REST_MS);
  }

  private async rest(): Promise<void> {
    await this.refine();
    this.onRested();
  }

  /**
   * Shows the open image's refined proposal now, where there is one to be had.
   *
   * @returns whether what is shown now is what would be accepted
   */
  async refine(): Promise<boolean> {
    const { notices, current } = this.parts;
    const { image } = current;
    const turn = ++this.turn;
    clearTimeout(this.resting);
    this.pending = image !== undefined && this.lacks(image);
    if (!image || !this.pending) return true;
    await notices.attempt(() => this.ask(image, turn));
    if (turn === this.turn) this.pending = false;
    return current.image === image && !this.lacks(image);
  }

  /** Asks no more: the desk is left. */
  stop(): void {
    this.turn += 1;
    clearTimeout(this.resting);
  }

  /** Whether the open image is shown by its scores alone, and would be accepted along edges. */
  get isLacking(): boolean {
    const { image } = this.parts.current;
    return image !== undefined && this.lacks(image);
  }

  /** @param turn of this question; a later one asks again by itself */
  private async ask(image: OpenImage, turn: number): Promise<void> {
    const { api, thresholds } = this.parts;
    try {
      await thresholds.save();
      const refined = await api.call('image.refined', { id: image.id });
      if (refined) await image.takeRefined(refined);
    } catch (error) {
      // Whoever does not answer now may later.
      if (error instanceof RouteError && PASSING.has(error.code) && turn === this.turn)
        this.resting = setTimeout(() => void this.refine(), AGAIN_MS);
      throw error;
    }
  }

  /** Chooses whether the project follows edges; undone on the image where it was chosen. */
  async follow(edges: boolean): Promise<void> {
    const { notices, project, current } = this.parts;
    const { image } = current;
    const before = project.edges;
    const isDone = await notices.attempt(() => this.put(edges));
    if (!isDone || !image || before === edges) return;
    this.onDone(image.id, {
      words: messages.edges.deed,
      undo: () => this.put(before),
      redo: () => this.put(edges),
    });
  }

  private async put(edges: boolean): Promise<void> {
    const { api, project, current, cache } = this.parts;
    await api.call('project.setEdges', { edges });
    cache.clear();
    await project.refresh();
    current.image?.forgetRefined();
    await this.refine();
  }

  private lacks(image: OpenImage): boolean {
    const { project } = this.parts;
    const isFollowed =
      project.edges && !image.frozen && !image.given && (image.scores?.labels.length ?? 0) > 0;
    return isFollowed && image.refinedNow(project.voidHalfWidth) === undefined;
  }
}
