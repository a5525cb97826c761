import { SLOTS } from '../../gl/GalleryView.ts';

/** Between tiles, and below each for its words; in pixels of the page. */
export const GAP = 8;
export const CAPTION = 22;
/** Rows that are laid out beyond what is seen. */
const BEYOND = 1;

export interface Place {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Where the tiles of a gallery stand, and which of them are seen. */
export interface GalleryLayout {
  columns: number;
  rowHeight: number;
  /** Of the whole gallery. */
  height: number;
  /** Tiles from `first` to before `end` are seen. */
  first: number;
  end: number;
  /** Of a tile by its number, caption included, from the upper left of the whole gallery. */
  placeOf: (at: number) => Place;
}

/**
 * Tiles are larger than they are to be where more would be seen than can be drawn at a time.
 *
 * @param size of what is seen, in pixels of the page
 * @param wide what a tile is to be wide; tiles are stretched to fill the rows
 * @param top how far the gallery is scrolled
 */
export function layOut(
  size: { width: number; height: number },
  wide: number,
  count: number,
  top: number,
): GalleryLayout {
  const columns = Math.max(1, Math.floor((size.width - GAP) / (wide + GAP)));
  const width = Math.max(16, (size.width - GAP) / columns - GAP);
  const rowHeight = Math.round(width * 0.75) + CAPTION + GAP;
  const most = columns * (Math.ceil(size.height / rowHeight) + 1 + 2 * BEYOND);
  if (most > SLOTS && columns > 1) return layOut(size, 1.05 * wide, count, top);
  const rows = Math.ceil(count / columns);
  const firstRow = Math.max(0, Math.floor(top / rowHeight) - BEYOND);
  const endRow = Math.min(rows, Math.ceil((top + size.height) / rowHeight) + BEYOND);
  return {
    ...{ columns, rowHeight, height: rows * rowHeight + GAP },
    ...{ first: Math.min(count, firstRow * columns), end: Math.min(count, endRow * columns) },
    placeOf: (at) => ({
      x: GAP + (at % columns) * (width + GAP),
      y: GAP + Math.floor(at / columns) * rowHeight,
      ...{ width, height: rowHeight - GAP },
    }),
  };
}
