import type { Rectangle } from '../../shared/labels/Layer.ts';

/** How an image is cut into the layers of a texture array. */
export interface Tiling {
  tileWidth: number;
  tileHeight: number;
  columns: number;
  rows: number;
}

/** A tile edge that every WebGL2 device takes; images up to it are one tile of their own size. */
const LARGEST_TILE = 4096;

/** @param largest the device's limit on a texture's edge, in pixels */
export function tilingOf(width: number, height: number, largest: number): Tiling {
  const edge = width <= largest && height <= largest ? largest : Math.min(largest, LARGEST_TILE);
  return {
    tileWidth: Math.min(width, edge),
    tileHeight: Math.min(height, edge),
    columns: Math.ceil(width / edge),
    rows: Math.ceil(height / edge),
  };
}

/** The parts of a rectangle that fall on each tile, in image pixels. */
export function* tilesUnder(
  { tileWidth, tileHeight, columns }: Tiling,
  { x, y, width, height }: Rectangle,
): Generator<Rectangle & { layer: number; left: number; top: number }> {
  for (let row = Math.floor(y / tileHeight); row * tileHeight < y + height; row++) {
    for (let column = Math.floor(x / tileWidth); column * tileWidth < x + width; column++) {
      const left = Math.max(x, column * tileWidth);
      const top = Math.max(y, row * tileHeight);
      yield {
        ...{ layer: row * columns + column, x: left, y: top },
        width: Math.min(x + width, (column + 1) * tileWidth) - left,
        height: Math.min(y + height, (row + 1) * tileHeight) - top,
        ...{ left: left - column * tileWidth, top: top - row * tileHeight },
      };
    }
  }
}
