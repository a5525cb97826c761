import type { ImageSummary } from '../../../shared/contract/imageRoutes.ts';
import { messages } from '../../messages/messages.ts';
import type { GalleryView, PlacedTile } from '../../gl/GalleryView.ts';
import type { GalleryTiles, ReadyTile } from '../../state/review/GalleryTiles.ts';
import type { GalleryLayout } from './galleryLayout.ts';
import { CAPTION } from './galleryLayout.ts';
import { GalleryPhotos } from './GalleryPhotos.ts';

/** Of a frame, for what is brought into the atlas, in milliseconds: the rest waits for the next one. */
const BRINGING_MS = 4;

/** What a frame of the gallery shows. */
export interface WantedFrame {
  images: readonly ImageSummary[];
  layout: GalleryLayout;
  /** How far it is scrolled, in pixels of the page. */
  top: number;
  /** Canvas pixels per pixel of the page. */
  density: number;
  palette: Float32Array;
  opacity: number;
  voidHalfWidth: number;
  /** A threshold that is tried on every image that has none of its own for the class. */
  tried: { label: number; value: number } | undefined;
}

/** Brings tiles and photographs into the atlas as they come, and has them drawn. */
export class GalleryPainter {
  private readonly view: GalleryView;
  private readonly tiles: GalleryTiles;
  private readonly onMore: () => void;
  private readonly photos: GalleryPhotos;
  /** By image, the tile whose texture is in the atlas. */
  private readonly shown = new Map<number, ReadyTile>();
  private last: WantedFrame | undefined;
  /** Images that are on the canvas as they are now. */
  private readonly painted = new Set<number>();

  /** @param onMore is told that another frame is worth drawing */
  constructor(view: GalleryView, tiles: GalleryTiles, onMore: () => void) {
    this.view = view;
    this.tiles = tiles;
    this.onMore = onMore;
    this.photos = new GalleryPhotos({
      onReady: onMore,
      // One that is gone has its tile say so; the others are shown.
      onMissing: (id) => tiles.leave(id, messages.review.noPhoto),
    });
  }

  /**
   * Draws what has come alone, where nothing else is different from the frame before: without a GPU a whole frame takes long.
   *
   * @returns whether all images are drawn, but for those whose tiles say why they are not
   */
  draw(frame: WantedFrame): boolean {
    const { images, layout, top, density, tried, ...look } = frame;
    const placed: PlacedTile[] = [];
    const lacking: ImageSummary[] = [];
    const until = performance.now() + BRINGING_MS;
    let missing = 0;
    let isLate = false;
    images.forEach((image, i) => {
      const { id } = image;
      if (this.tiles.whyNot(id) !== undefined) return;
      const tile = this.tiles.get(id);
      if (tile && performance.now() < until) this.bring(id, tile);
      else if (tile && !this.isThere(id, tile)) isLate = true;
      if (!this.view.hasPhoto(id)) lacking.push(image);
      if (!tile || !this.isThere(id, tile)) missing += 1;
      if (!tile) return;
      const { x, y, width, height } = layout.placeOf(layout.first + i);
      const room = { width, height: height - CAPTION };
      const scale = Math.min(room.width / tile.width, room.height / tile.height);
      const [wide, high] = [tile.width * scale, tile.height * scale];
      placed.push({
        key: id,
        x: Math.round((x + (room.width - wide) / 2) * density),
        y: Math.round((y - top + (room.height - high) / 2) * density),
        ...{ width: Math.round(wide * density), height: Math.round(high * density) },
        thresholds: thresholdsTried(image, tile, tried),
      });
    });
    const isSame = this.isAsBefore(frame);
    if (!isSame) this.painted.clear();
    const tiles = placed.filter(({ key }) => this.view.hasPhoto(key) && !this.painted.has(key));
    if (!isSame || tiles.length > 0) this.view.draw({ tiles, ...look, isMore: isSame });
    for (const { key } of tiles) this.painted.add(key);
    this.last = frame;
    this.photos.want(lacking);
    if (isLate) this.onMore();
    return missing === 0;
  }

  close(): void {
    this.photos.close();
    this.view.close();
  }

  /** Whether all that is on the canvas belongs there still. */
  private isAsBefore(frame: WantedFrame): boolean {
    const { last } = this;
    if (!last || frame.images.some(({ id }) => this.painted.has(id) && this.tiles.whyNot(id) !== undefined))
      return false;
    return (Object.keys(frame) as (keyof WantedFrame)[]).every((key) => frame[key] === last[key]);
  }

  private isThere(id: number, tile: ReadyTile): boolean {
    return this.shown.get(id) === tile && this.view.hasPhoto(id);
  }

  private bring(id: number, tile: ReadyTile): void {
    if (this.shown.get(id) !== tile || !this.view.has(id)) {
      this.view.put(id, tile);
      this.shown.set(id, tile);
      this.painted.delete(id);
    }
    if (this.view.hasPhoto(id)) return;
    const photo = this.photos.take(id);
    if (!photo) return;
    this.view.putPhoto(id, photo);
    photo.close();
  }
}

/** Thresholds under which an image's labels follow from its scores now; undefined where they stay as they are. */
function thresholdsTried(
  image: ImageSummary,
  { scores, thresholds, own }: ReadyTile,
  tried: WantedFrame['tried'],
): readonly number[] | undefined {
  if (!tried || !scores || image.state === 'accepted' || image.state === 'rejected') return undefined;
  const at = scores.labels.indexOf(tried.label);
  if (at < 0 || own[at]) return undefined;
  return thresholds.with(at, tried.value);
}
