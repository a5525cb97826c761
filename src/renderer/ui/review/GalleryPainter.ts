import type { ImageSummary } from '../../../shared/contract/imageRoutes.ts';
import { messages } from '../../messages.ts';
import type { GalleryView, PlacedTile } from '../../gl/GalleryView.ts';
import type { GalleryTiles, ReadyTile } from '../../state/review/GalleryTiles.ts';
import type { GalleryLayout } from './galleryLayout.ts';
import { CAPTION } from './galleryLayout.ts';

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
  private readonly onPhoto: () => void;
  /** By image, the tile whose texture is in the atlas. */
  private readonly shown = new Map<number, ReadyTile>();
  private readonly loading = new Set<number>();

  /** @param onPhoto is told that a photograph has come, so that another frame is worth drawing */
  constructor(view: GalleryView, tiles: GalleryTiles, onPhoto: () => void) {
    this.view = view;
    this.tiles = tiles;
    this.onPhoto = onPhoto;
  }

  draw({ images, layout, top, density, tried, ...look }: WantedFrame): void {
    const placed: PlacedTile[] = [];
    images.forEach((image, i) => {
      const tile = this.tiles.get(image.id);
      if (!tile) return;
      this.bring(image, tile);
      const { x, y, width, height } = layout.placeOf(layout.first + i);
      const room = { width, height: height - CAPTION };
      const scale = Math.min(room.width / tile.width, room.height / tile.height);
      const [wide, high] = [tile.width * scale, tile.height * scale];
      placed.push({
        key: image.id,
        x: Math.round((x + (room.width - wide) / 2) * density),
        y: Math.round((y - top + (room.height - high) / 2) * density),
        ...{ width: Math.round(wide * density), height: Math.round(high * density) },
        thresholds: thresholdsTried(image, tile, tried),
      });
    });
    this.view.draw({ tiles: placed, ...look });
  }

  close(): void {
    this.view.close();
  }

  private bring(image: ImageSummary, tile: ReadyTile): void {
    const { id } = image;
    if (this.shown.get(id) !== tile || !this.view.has(id)) {
      this.view.put(id, { ...tile, photo: undefined });
      this.shown.set(id, tile);
    }
    if (!this.view.hasPhoto(id) && !this.loading.has(id)) void this.bringPhoto(image, tile);
  }

  private async bringPhoto({ id, name }: ImageSummary, tile: ReadyTile): Promise<void> {
    this.loading.add(id);
    const picture = new Image();
    try {
      picture.src = `thumbnail/${name}`;
      await picture.decode();
      const { width: resizeWidth, height: resizeHeight } = tile;
      const photo = await createImageBitmap(picture, { resizeWidth, resizeHeight });
      this.view.put(id, { ...tile, photo });
      photo.close();
      this.onPhoto();
    } catch (error) {
      // One that is gone has its tile say so; the others are shown.
      if (!(error instanceof DOMException)) throw error;
      this.tiles.leave(id, messages.review.noPhoto);
      this.onPhoto();
    } finally {
      this.loading.delete(id);
    }
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
