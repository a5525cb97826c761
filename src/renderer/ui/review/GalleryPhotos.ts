import type { ImageSummary } from '../../../shared/contract/imageRoutes.ts';

/** As many connections as a browser has to one server, less one for everything else. */
const AT_ONCE = 5;
/** So often it is told at most that photographs have come, in milliseconds: without a GPU a frame of the gallery costs as much as some photographs. */
const TOLD_MS = 150;

/** Where photographs leave the sight before they have come, none is asked for until it rests, in milliseconds: to ask takes a frame long. */
const REST_MS = 80;

interface GalleryPhotosOptions {
  /** Is told that photographs have come, or could not. */
  onReady: () => void;
  /** Is told of an image that has none. */
  onMissing: (id: number) => void;
}

/** Fetches small photographs of the tiles in sight; those that leave it are not fetched any more. */
export class GalleryPhotos {
  private readonly options: GalleryPhotosOptions;
  private wanted: readonly ImageSummary[] = [];
  private readonly loading = new Map<number, AbortController>();
  private readonly ready = new Map<number, ImageBitmap>();
  private asking: ReturnType<typeof setTimeout> | undefined;
  private telling: ReturnType<typeof setTimeout> | undefined;

  constructor(options: GalleryPhotosOptions) {
    this.options = options;
  }

  /** Says which photographs are wanted, the first of them first. They are asked for after the frame that says so. */
  want(images: readonly ImageSummary[]): void {
    this.wanted = images;
    const ids = new Set(images.map(({ id }) => id));
    const gone = [...this.loading].filter(([id, { signal }]) => !ids.has(id) && !signal.aborted);
    for (const [, stop] of gone) stop.abort();
    for (const [id, photo] of this.ready) {
      if (ids.has(id)) continue;
      photo.close();
      this.ready.delete(id);
    }
    if (gone.length > 0) {
      clearTimeout(this.asking);
      this.asking = undefined;
    }
    this.asking ??= setTimeout(() => this.ask(), gone.length > 0 ? REST_MS : 0);
  }

  /** One that has come; it is the caller's to close. */
  take(id: number): ImageBitmap | undefined {
    const photo = this.ready.get(id);
    this.ready.delete(id);
    if (photo) this.forget(id);
    return photo;
  }

  /** Fetches nothing any more. */
  close(): void {
    this.want([]);
    clearTimeout(this.asking);
    clearTimeout(this.telling);
  }

  private ask(): void {
    clearTimeout(this.asking);
    this.asking = undefined;
    for (const image of this.wanted) {
      if (this.loading.size >= AT_ONCE) return;
      if (!this.loading.has(image.id) && !this.ready.has(image.id)) void this.bring(image);
    }
  }

  private async bring({ id, name }: ImageSummary): Promise<void> {
    const stop = new AbortController();
    this.loading.set(id, stop);
    try {
      // What is answered in place of a photograph cannot be decoded.
      const response = await fetch(`thumbnail/${name}`, { signal: stop.signal });
      const photo = await createImageBitmap(await response.blob());
      if (stop.signal.aborted) photo.close();
      else this.ready.set(id, photo);
    } catch (error) {
      // A server that is not reached is a TypeError.
      if (!(error instanceof TypeError || error instanceof DOMException)) throw error;
      if (!stop.signal.aborted) {
        this.forget(id);
        this.options.onMissing(id);
      }
    } finally {
      this.loading.delete(id);
      if (this.asking === undefined) this.ask();
      this.tell();
    }
  }

  /** At once where nothing else is on its way. */
  private tell(): void {
    if (this.loading.size > 0) this.telling ??= setTimeout(() => this.tellNow(), TOLD_MS);
    else this.tellNow();
  }

  private tellNow(): void {
    clearTimeout(this.telling);
    this.telling = undefined;
    this.options.onReady();
  }

  private forget(id: number): void {
    this.wanted = this.wanted.filter((image) => image.id !== id);
  }
}
