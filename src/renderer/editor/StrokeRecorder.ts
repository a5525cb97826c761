import type { Layer, Rectangle } from '../../shared/labels/Layer.ts';
import { clip, cut, union } from '../../shared/labels/Layer.ts';

/** A finished stroke: its rectangle before and after, `uint8[height, width]` each. */
export interface RecordedStroke extends Rectangle {
  label: number;
  before: Uint8Array;
  after: Uint8Array;
  /** Whether clicks have said what it paints; a hand has where missing. */
  clicked?: boolean;
}

const TILE = 64;

/**
 * Remembers what a stroke paints over. Only the tiles it reaches are kept, each copied before it is touched first,
 * so that memory follows the stroke and not the image.
 */
export class StrokeRecorder {
  readonly label: number;
  private readonly layer: Layer;
  private readonly tiles = new Map<number, Uint8Array>();
  private readonly tilesPerRow: number;
  private bounds: Rectangle | undefined;

  constructor(layer: Layer, label: number) {
    this.layer = layer;
    this.label = label;
    this.tilesPerRow = Math.ceil(layer.width / TILE);
  }

  /** To be called before a rectangle is painted; parts beyond the image do not count. */
  touch(rectangle: Rectangle): void {
    const area = clip(this.layer, rectangle);
    if (!area) return;
    this.bounds = union(this.bounds, area);
    const lastColumn = Math.floor((area.x + area.width - 1) / TILE);
    const lastRow = Math.floor((area.y + area.height - 1) / TILE);
    for (let row = Math.floor(area.y / TILE); row <= lastRow; row++)
      for (let column = Math.floor(area.x / TILE); column <= lastColumn; column++) this.keep(column, row);
  }

  /** The stroke, or undefined when no pixel changed. */
  finish(): RecordedStroke | undefined {
    const area = this.bounds;
    if (!area) return undefined;
    const after = cut(this.layer, area);
    const before = Uint8Array.from(after);
    this.forEachKeptRow(area, (x, y, values) => before.set(values, (y - area.y) * area.width + (x - area.x)));
    const changed = before.some((value, i) => value !== after[i]);
    return changed ? { ...area, label: this.label, before, after } : undefined;
  }

  /** Puts everything back as it was; the rectangle that changed. */
  cancel(): Rectangle | undefined {
    const area = this.bounds;
    if (!area) return undefined;
    this.forEachKeptRow(area, (x, y, values) => this.layer.data.set(values, y * this.layer.width + x));
    return area;
  }

  /** Goes through what was kept within a rectangle, a tile's row at a time. */
  private forEachKeptRow(area: Rectangle, visit: (x: number, y: number, values: Uint8Array) => void): void {
    for (const [key, tile] of this.tiles) {
      const left = (key % this.tilesPerRow) * TILE;
      const top = Math.floor(key / this.tilesPerRow) * TILE;
      const first = Math.max(area.x, left);
      const last = Math.min(area.x + area.width, left + TILE);
      const bottom = Math.min(area.y + area.height, top + TILE);
      for (let y = Math.max(area.y, top); y < bottom; y++) {
        const row = (y - top) * TILE;
        visit(first, y, tile.subarray(row + first - left, row + last - left));
      }
    }
  }

  private keep(column: number, row: number): void {
    const key = row * this.tilesPerRow + column;
    if (this.tiles.has(key)) return;
    const { data, width, height } = this.layer;
    const tile = new Uint8Array(TILE * TILE);
    const across = Math.min(TILE, width - column * TILE);
    for (let y = 0; y < Math.min(TILE, height - row * TILE); y++) {
      const start = (row * TILE + y) * width + column * TILE;
      tile.set(data.subarray(start, start + across), y * TILE);
    }
    this.tiles.set(key, tile);
  }
}
