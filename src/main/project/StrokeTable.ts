import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Database } from 'better-sqlite3';
import { UNTOUCHED } from '../../shared/labels/labelCodes.ts';

/** One entry of the undo history: a rectangle of the human layer before and after a stroke, `uint8[height, width]`. */
export interface Stroke {
  label: number;
  x: number;
  y: number;
  width: number;
  height: number;
  before: Uint8Array;
  after: Uint8Array;
}

interface Row extends Omit<Stroke, 'before' | 'after'> {
  position: number;
  before: Uint8Array;
  after: Uint8Array;
}

/** The undo history of each image. Adding a stroke drops what had been undone. */
export class StrokeTable {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /** @param by who painted it and when, ISO 8601 */
  add(imageId: number, stroke: Stroke, by: { at: string; author: string }): void {
    this.database.transaction(() => {
      this.database.prepare('DELETE FROM stroke WHERE image_id = ? AND undone = 1').run(imageId);
      this.database
        .prepare(
          `INSERT INTO stroke (image_id, position, label, x, y, width, height, before, after, at, author)
           VALUES (@imageId, (SELECT coalesce(max(position), 0) + 1 FROM stroke WHERE image_id = @imageId),
                   @label, @x, @y, @width, @height, @before, @after, @at, @author)`,
        )
        .run({
          ...{
            imageId,
            label: stroke.label,
            x: stroke.x,
            y: stroke.y,
            width: stroke.width,
            height: stroke.height,
          },
          before: deflateRawSync(stroke.before),
          after: deflateRawSync(stroke.after),
          ...by,
        });
    })();
  }

  /** Takes back the last stroke; undefined when there is none. */
  undo(imageId: number): Stroke | undefined {
    return this.flip(imageId, 'undone = 0 ORDER BY position DESC', 1);
  }

  /** Does the first undone stroke again; undefined when there is none. */
  redo(imageId: number): Stroke | undefined {
    return this.flip(imageId, 'undone = 1 ORDER BY position ASC', 0);
  }

  /** When the last stroke that stands was painted, ISO 8601; undefined where there is none, or nobody noted it. */
  lastAt(imageId: number): string | undefined {
    const row = this.database
      .prepare('SELECT at FROM stroke WHERE image_id = ? AND undone = 0 ORDER BY position DESC LIMIT 1')
      .get(imageId) as { at: string | null } | undefined;
    return row?.at ?? undefined;
  }

  /** Whether any stroke stands. */
  any(imageId: number): boolean {
    return this.has(imageId, 0);
  }

  /** Whether any stroke was undone and can be done again. */
  anyUndone(imageId: number): boolean {
    return this.has(imageId, 1);
  }

  /** The human layer `uint8[height, width]`: the strokes that stand, one over the other; 254 elsewhere. */
  humanLayer(imageId: number, width: number, height: number): Uint8Array {
    const layer = new Uint8Array(width * height).fill(UNTOUCHED);
    const rows = this.database
      .prepare('SELECT * FROM stroke WHERE image_id = ? AND undone = 0 ORDER BY position')
      .all(imageId) as Row[];
    for (const row of rows) {
      const after = inflateRawSync(row.after);
      for (let y = 0; y < row.height; y++) {
        layer.set(after.subarray(y * row.width, (y + 1) * row.width), (row.y + y) * width + row.x);
      }
    }
    return layer;
  }

  private has(imageId: number, undone: 0 | 1): boolean {
    const found = this.database
      .prepare('SELECT 1 FROM stroke WHERE image_id = ? AND undone = ? LIMIT 1')
      .get(imageId, undone);
    return found !== undefined;
  }

  private flip(imageId: number, which: string, undone: 0 | 1): Stroke | undefined {
    const row = this.database
      .prepare(`SELECT * FROM stroke WHERE image_id = ? AND ${which} LIMIT 1`)
      .get(imageId) as Row | undefined;
    if (!row) return undefined;
    this.database
      .prepare('UPDATE stroke SET undone = ? WHERE image_id = ? AND position = ?')
      .run(undone, imageId, row.position);
    const { label, x, y, width, height } = row;
    return {
      label,
      x,
      y,
      width,
      height,
      before: inflateRawSync(row.before),
      after: inflateRawSync(row.after),
    };
  }
}
