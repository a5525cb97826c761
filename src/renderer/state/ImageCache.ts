import type { ImageDetail } from '../../shared/contract/imageRoutes.ts';
import type { Api } from '../api/Api.ts';
import type { Picture } from '../editor/Picture.ts';
import { loadPicture } from './loadPicture.ts';

export interface LoadedImage {
  detail: ImageDetail;
  picture: Picture;
}

const KEPT = 3;
/** Larger photographs are proposed in advance, but decoded only when they are opened. */
const LARGEST_AHEAD = 12_000_000;

/** Images that are likely to be opened next, proposed, fetched and decoded in advance. */
export class ImageCache {
  private readonly entries = new Map<number, Promise<LoadedImage | undefined>>();
  private readonly settled = new Set<number>();
  private readonly api: Api;

  constructor(api: Api) {
    this.api = api;
  }

  /**
   * An image ready to be shown; it leaves the cache.
   *
   * @throws RouteError
   */
  async take(id: number): Promise<LoadedImage> {
    const ahead = this.entries.get(id);
    // At once: what is cleared meanwhile is closed.
    this.entries.delete(id);
    this.settled.delete(id);
    const ready = await ahead;
    if (ready) return ready;
    const detail = await this.api.call('image.get', { id });
    return { detail, picture: await loadPicture(this.api, detail) };
  }

  /** Whether an image was fetched in advance, or is being. */
  has(id: number): boolean {
    return this.entries.has(id);
  }

  /** @param propose whether images without a current proposal get one */
  prepare(ids: readonly number[], propose: boolean): void {
    for (const id of ids) {
      if (this.entries.has(id)) continue;
      const loading = load(this.api, id, propose);
      this.entries.set(id, loading);
      void loading.then(() => this.entries.get(id) === loading && this.settled.add(id));
    }
    for (const id of [...this.entries.keys()].slice(0, Math.max(0, this.entries.size - KEPT))) this.drop(id);
  }

  /**
   * Forgets an image that has changed.
   *
   * @param proposed whether it has a new proposal, which one that is being fetched may have asked for itself
   */
  outdated(id: number, { proposed }: { proposed: boolean }): void {
    if (!proposed || this.settled.has(id)) this.drop(id);
  }

  private drop(id: number): void {
    this.settled.delete(id);
    void this.entries.get(id)?.then((loaded) => loaded?.picture.photo.close());
    this.entries.delete(id);
  }

  clear(): void {
    for (const id of [...this.entries.keys()]) this.drop(id);
  }
}

/** What goes wrong in advance is said when the image is opened. */
async function load(api: Api, id: number, propose: boolean): Promise<LoadedImage | undefined> {
  try {
    const known = await api.call('image.get', { id });
    const detail = known.current || !propose ? known : await api.call('image.propose', { id });
    if (detail.width * detail.height > LARGEST_AHEAD) return undefined;
    return { detail, picture: await loadPicture(api, detail) };
  } catch {
    return undefined;
  }
}
