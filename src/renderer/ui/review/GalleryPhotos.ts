import type { ImageSummary } from '../../../shared/contract/imageRoutes.ts';

/** As many connections as a browser has to one server, less one for everything else. */
const AT_ONCE = 5;

/** Fetches small photographs of the tiles in sight; those that leave it are not fetched any more. */
export class GalleryPhotos {
  private readonly onReady: (id: number) => void;
  private readonly onMissing: (id: number) => void;
  private wanted: readonly ImageSummary[] = [];
  private readonly loading = new Map<number, AbortController>();
  private readonly ready = new Map<number, ImageBitmap>();

  /** @param parts are told that a photograph has come, or that there is none */
  constructor(parts: { onReady: (id: number) => void; onMissing: (id: number) => void }) {
    this.onReady = parts.onReady;
    this.onMissing = parts.onMissing;
  }

  /** Says which photographs are wanted, the first of them first. */
  want(images: readonly ImageSummary[]): void {
    this.wanted = images;
    const ids = new Set(images.map(({ id }) => id));
    for (const [id, stop] of this.loading) if (!ids.has(id)) stop.abort();
    for (const [id, photo] of this.ready) {
      if (ids.has(id)) continue;
      photo.close();
      this.ready.delete(id);
    }
    this.fetch();
  }

  /** One that has come; it is the caller's to close. */
  take(id: number): ImageBitmap | undefined {
    const photo = this.ready.get(id);
    this.ready.delete(id);
    this.wanted = this.wanted.filter((image) => image.id !== id);
    return photo;
  }

  private fetch(): void {
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
      if (stop.signal.aborted) return photo.close();
      this.ready.set(id, photo);
      this.onReady(id);
    } catch (error) {
      // A server that is not reached is a TypeError.
      if (!(error instanceof TypeError || error instanceof DOMException)) throw error;
      if (!stop.signal.aborted) this.leave(id);
    } finally {
      this.loading.delete(id);
      this.fetch();
    }
  }

  private leave(id: number): void {
    this.wanted = this.wanted.filter((image) => image.id !== id);
    this.onMissing(id);
  }
}
