import type { Layer, Rectangle } from './Layer.ts';
import { clip, union } from './Layer.ts';

/** A finished stroke: its rectangle before and after, `uint8[height, width]` each. */
export interface RecordedStroke extends Rectangle {
  label: number;
  before: Uint8Array;
  after: Uint8Array;
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
    const { data, width } = this.layer;
    const before = new Uint8Array(area.width * area.height);
    const after = new Uint8Array(area.width * area.height);
    let changed = false;
    for (let row = 0; row < area.height; row++) {
      const y = area.y + row;
      after.set(data.subarray(y * width + area.x, y * width + area.x + area.width), row * area.width);
      for (let i = 0; i < area.width; i++) {
        const value = this.valueBefore(area.x + i, y);
        before[row * area.width + i] = value;
        changed ||= value !== after[row * area.width + i];
      }
    }
    return changed ? { ...area, label: this.label, before, after } : undefined;
  }

  /** Puts everything back as it was; the rectangle that changed. */
  cancel(): Rectangle | undefined {
    const area = this.bounds;
    if (!area) return undefined;
    for (let y = area.y; y < area.y + area.height; y++)
      for (let x = area.x; x < area.x + area.width; x++)
        this.layer.data[y * this.layer.width + x] = this.valueBefore(x, y);
    return area;
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

  private valueBefore(x: number, y: number): number {
    const key = Math.floor(y / TILE) * this.tilesPerRow + Math.floor(x / TILE);
    const tile = this.tiles.get(key);
    return tile ? tile[(y % TILE) * TILE + (x % TILE)]! : this.layer.data[y * this.layer.width + x]!;
  }
}
