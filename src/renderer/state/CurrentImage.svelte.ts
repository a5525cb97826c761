import type { Api } from '../api/Api.ts';
import { RouteError } from '../api/Api.ts';
import type { ImageDetail } from '../../shared/contract/imageRoutes.ts';
import { messages } from '../messages/messages.ts';
import type { ImageCache } from './ImageCache.ts';
import type { Images } from './Images.svelte.ts';
import type { Notices } from './Notices.svelte.ts';
import { OpenImage } from './OpenImage.svelte.ts';
import type { Outbox } from './Outbox.ts';
import type { Thresholds } from './Thresholds.ts';

interface Parts {
  api: Api;
  notices: Notices;
  images: Images;
  thresholds: Thresholds;
  outbox: Outbox;
  cache: ImageCache;
}

/** Which image is on the desk, or on its way there. */
export class CurrentImage {
  image = $state.raw<OpenImage>();
  /** The image that is being opened, until it is there. */
  opening = $state<number>();
  /** An image that was chosen and could not be opened. */
  broken = $state<number>();
  /** Why, in words. */
  brokenWhy = $state('');
  /** The image that is chosen in the list, whether it is there yet, or ever. */
  readonly id = $derived(this.opening ?? this.broken ?? this.image?.id);
  /** Is told of every image that is put on the desk, before it is shown. */
  onOpened: (image: OpenImage) => void = () => undefined;
  /** Is told of every proposal that comes for it later. */
  onProposed: (image: OpenImage) => void = () => undefined;
  private readonly parts: Parts;
  /** Counts what was opened. */
  private turn = 0;

  constructor(parts: Parts) {
    this.parts = parts;
  }

  /**
   * Puts an image on the desk, once everything that was done to the one before is saved.
   *
   * @returns whether it is there now; false too when somebody has gone on to another meanwhile
   */
  async open(id: number): Promise<boolean> {
    this.opening = id;
    const turn = ++this.turn;
    try {
      return await this.bring(id, turn);
    } finally {
      // Whatever has happened: an image that is for ever on its way would keep all others from the desk.
      if (this.turn === turn) this.opening = undefined;
    }
  }

  /** Opens the image that is chosen as it is now, whatever was fetched in advance. */
  async openAgain(): Promise<void> {
    this.parts.cache.clear();
    if (this.id !== undefined) await this.open(this.id);
  }

  /** Opens the image on the desk again where its photograph has become another one, or is back, since it was opened. */
  async lookAgain(): Promise<void> {
    const { image } = this;
    if (!image || this.opening !== undefined) return;
    const { api, notices } = this.parts;
    await notices.attempt(async () => {
      const detail = await api.call('image.get', { id: image.id });
      const isSame = photographOf(detail) === photographOf(image.detail);
      if (!isSame && this.image === image && this.opening === undefined) await this.openAgain();
      if (this.image?.detail.changed) notices.over(['image-changed']);
    });
  }

  /** @param turn of this opening; a later one, of the same image too, has it thrown away */
  private async bring(id: number, turn: number): Promise<boolean> {
    const { api, notices, images, thresholds, outbox, cache } = this.parts;
    let unreadable = false;
    await notices.attempt(async () => {
      await thresholds.save();
      await outbox.idle({ own: true });
      // What was refused may be granted now.
      const { sent, kept, dropped } = await outbox.release(id);
      if (dropped.length > 0) notices.problem = messages.leftRefused(dropped.length, dropped[0]!.message);
      if (sent > 0) notices.notice = messages.heldSent(sent);
      for (const { code, message } of kept)
        if (code !== 'image-changed') notices.tell(new RouteError(code, messages.held(message)));
      const loaded = await cache.take(id).catch((error: unknown) => {
        // While nobody answers, the image that is open stays: nothing is wrong with the next one.
        unreadable = error instanceof RouteError && error.code !== 'lost' && error.code !== 'elsewhere';
        if (error instanceof RouteError) this.brokenWhy = error.message;
        if (error instanceof RouteError && error.code === 'image-unreadable') return undefined;
        throw error;
      });
      if (!loaded) return;
      const { detail, picture } = loaded;
      if (this.turn !== turn) return picture.photo.close();
      const image: OpenImage = new OpenImage(detail, picture, {
        ...{ api, outbox, thresholdsOf: (found) => thresholds.of(found) },
        ...{ ownOf: (found) => thresholds.ownOf(found) },
        onSummary: (summary) => images.replace(summary),
        onProposed: () => this.onProposed(image),
        held: outbox.heldFor(id),
      });
      this.onOpened(image);
      this.image = image;
      // The notice of the image that is open now says it, where it is so.
      notices.over(['image-changed']);
    });
    if (this.turn !== turn) return false;
    this.broken = unreadable ? id : undefined;
    if (unreadable) this.image = undefined;
    return this.image?.id === id;
  }
}

/** What of an image depends on which photograph is there. */
function photographOf({ width, height, changed }: ImageDetail): string {
  return JSON.stringify([width, height, changed && [changed.width, changed.height]]);
}
