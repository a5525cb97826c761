import type { GalleryTile } from '../../../shared/contract/galleryRoutes.ts';
import { MOST_TILES } from '../../../shared/contract/galleryRoutes.ts';
import type { Api } from '../../api/Api.ts';
import { unpackBytes } from '../../api/packBytes.ts';

/** A tile as it is drawn, and what its thresholds are. */
export interface ReadyTile {
  width: number;
  height: number;
  /** `uint8[height, width]`: the labels that are shown; and what people decided of them, 254 where nobody has. */
  labels: Uint8Array;
  decided: Uint8Array | null;
  /** Score maps `[C, grid, grid]` in 1/255. */
  scores: { grid: number; labels: readonly number[]; values: Uint8Array } | null;
  thresholds: readonly number[];
  /** Whether each threshold is the image's own. */
  own: readonly boolean[];
}

/** Kept for whoever scrolls back; about 40 kB each. */
const KEPT = 600;

/** Fetches what tiles show, those that are in sight first, and keeps the last of them. */
export class GalleryTiles {
  /** Is told that tiles have come, or why they could not. */
  onReady: (ids: readonly number[]) => void = () => undefined;
  onFailed: (error: unknown) => void = () => undefined;
  private readonly api: Api;
  private readonly ready = new Map<number, ReadyTile>();
  /** Those that cannot be shown, and why. */
  private readonly left = new Map<number, string>();
  private wanted: readonly number[] = [];
  private busy = false;

  constructor(api: Api) {
    this.api = api;
  }

  get(id: number): ReadyTile | undefined {
    return this.ready.get(id);
  }

  whyNot(id: number): string | undefined {
    return this.left.get(id);
  }

  /** Notes why a tile cannot be shown. */
  leave(id: number, why: string): void {
    this.ready.delete(id);
    this.left.set(id, why);
  }

  /** Says which tiles are in sight, in order; what was wanted before and is not there yet is not fetched any more. */
  want(ids: readonly number[]): void {
    this.wanted = ids;
    void this.fetch();
  }

  /** Forgets tiles that are no longer as they were; all where none are named. */
  outdated(ids?: Iterable<number>): void {
    for (const id of ids ?? [...this.ready.keys(), ...this.left.keys()]) {
      this.ready.delete(id);
      this.left.delete(id);
    }
    void this.fetch();
  }

  private async fetch(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    try {
      for (;;) {
        const ids = this.wanted
          .filter((id) => !this.ready.has(id) && !this.left.has(id))
          .slice(0, MOST_TILES / 2);
        if (ids.length === 0) return;
        const { tiles, maps, left } = await this.api.call('gallery.tiles', { ids });
        const ready = unpacked(tiles, await unpackBytes(maps));
        ready.forEach((tile, i) => this.keep(tiles[i]!.id, tile));
        for (const { id, message } of left) this.left.set(id, message);
        this.onReady(ids);
      }
    } catch (error) {
      this.wanted = [];
      this.onFailed(error);
    } finally {
      this.busy = false;
    }
  }

  private keep(id: number, tile: ReadyTile): void {
    if (this.ready.size >= KEPT) this.ready.delete(this.ready.keys().next().value!);
    this.ready.set(id, tile);
  }
}

/** @param maps of all tiles, as `gallery.tiles` has them */
function unpacked(tiles: readonly GalleryTile[], maps: Uint8Array): ReadyTile[] {
  let at = 0;
  const next = (length: number): Uint8Array => maps.slice(at, (at += length));
  return tiles.map(({ width, height, isDecided, scores }) => ({
    ...{ width, height, labels: next(width * height) },
    decided: isDecided ? next(width * height) : null,
    scores: scores && {
      ...{ grid: scores.grid, labels: scores.labels },
      values: next(scores.labels.length * scores.grid ** 2),
    },
    ...{ thresholds: scores?.thresholds ?? [], own: scores?.own ?? [] },
  }));
}
