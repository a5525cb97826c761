import type { AppError } from '../../shared/errors/AppError.ts';
import { classesIn } from '../../shared/labels/classesIn.ts';
import { isClass, UNTOUCHED } from '../../shared/labels/labelCodes.ts';
import { packLabels } from '../image/mask/packLabels.ts';
import type { ClassTable } from './ClassTable.ts';
import { damaged } from './damaged.ts';
import type { ProjectDatabase } from './ProjectDatabase.ts';
import { readLabels } from './readLabels.ts';
import { unpackLabels } from './unpackLabels.ts';

/** One entry of the undo history: a rectangle of the human layer before and after a stroke, `uint8[height, width]`. */
export interface Stroke {
  label: number;
  x: number;
  y: number;
  width: number;
  height: number;
  before: Uint8Array;
  after: Uint8Array;
  /** Whether clicks have said what it paints, and not the hand. */
  clicked?: boolean | undefined;
}

/** Where a stroke lies, and how many bytes its packed pixels take. */
interface Place extends Omit<Stroke, 'before' | 'after' | 'clicked'> {
  position: number;
  clicked: 0 | 1;
  beforeBytes: number;
  afterBytes: number;
}

const PLACE = `position, label, x, y, width, height, clicked,
  octet_length(before) AS beforeBytes, octet_length(after) AS afterBytes`;

/** The undo history of each image, under the labels that were painted. Adding a stroke drops what had been undone. */
export class StrokeTable {
  private readonly database: ProjectDatabase;
  private readonly classes: ClassTable;

  constructor(database: ProjectDatabase, classes: ClassTable) {
    this.database = database;
    this.classes = classes;
  }

  /** @param by who painted it and when, ISO 8601 */
  add(imageId: number, stroke: Stroke, by: { at: string; author: string }): void {
    this.database.transaction(() => {
      this.database.prepare('DELETE FROM stroke WHERE image_id = ? AND undone = 1').run(imageId);
      this.database
        .prepare(
          `INSERT INTO stroke (image_id, position, label, x, y, width, height, before, after, labels, clicked, at, author)
           VALUES (@imageId, (SELECT coalesce(max(position), 0) + 1 FROM stroke WHERE image_id = @imageId),
                   @label, @x, @y, @width, @height, @before, @after, @labels, @clicked, @at, @author)`,
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
          before: packLabels(stroke.before),
          after: packLabels(stroke.after),
          labels: JSON.stringify(classesIn(stroke.after)),
          clicked: stroke.clicked ? 1 : 0,
          ...by,
        });
    });
  }

  /** Forgets all strokes of an image. */
  remove(imageId: number): void {
    this.database.prepare('DELETE FROM stroke WHERE image_id = ?').run(imageId);
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

  /** Names the strokes that stand: another text after every stroke, undo and redo. */
  standing(imageId: number): string {
    const row = this.database
      .prepare(
        'SELECT count(*) AS count, max(position) AS last, max(at) AS at FROM stroke WHERE image_id = ? AND undone = 0',
      )
      .get(imageId);
    return JSON.stringify(row);
  }

  /** By image whose id is above `after` and not above `last`, how many strokes stand, where any does. */
  counts(after: number, last: number): Map<number, number> {
    const rows = this.database
      .prepare(
        `SELECT image_id AS id, count(*) AS count FROM stroke
         WHERE image_id > ? AND image_id <= ? AND undone = 0 GROUP BY image_id`,
      )
      .all(after, last) as { id: number; count: number }[];
    return new Map(rows.map(({ id, count }) => [id, count]));
  }

  /** Whether any stroke stands. */
  any(imageId: number): boolean {
    return this.has(imageId, 0);
  }

  /** Whether any stroke was undone and can be done again. */
  anyUndone(imageId: number): boolean {
    return this.has(imageId, 1);
  }

  /** Labels of the classes that the strokes of each image which stand have left, under those that were painted. */
  painted(): { imageId: number; labels: number[] }[] {
    const rows = this.database
      .prepare('SELECT DISTINCT image_id AS imageId, label, labels FROM stroke WHERE undone = 0')
      .all() as { imageId: number; label: number; labels: string | null }[];
    return rows.map(({ imageId, label, labels }) => ({
      imageId,
      labels: (labels === null ? undefined : readLabels(labels)) ?? [label].filter(isClass),
    }));
  }

  /** Labels of the classes in any stroke, those that were undone included. */
  writtenLabels(): Set<number> {
    const said = this.database.prepare('SELECT DISTINCT labels FROM stroke WHERE labels IS NOT NULL').all();
    const found = new Set((said as { labels: string }[]).flatMap(({ labels }) => readLabels(labels) ?? []));
    const silent = this.database
      .prepare(`SELECT image_id AS imageId, ${PLACE} FROM stroke WHERE labels IS NULL`)
      .all() as (Place & { imageId: number })[];
    for (const { imageId, ...place } of silent)
      for (const label of classesIn(this.pixels(imageId, place, 'after'))) found.add(label);
    return found;
  }

  /**
   * The human layer `uint8[height, width]`: the strokes that stand, one over the other, their labels as they are meant now
   * (LabelsNow.ts); 254 elsewhere.
   *
   * @throws AppError `project-invalid` for a stroke that does not fit the image, before it is inflated
   */
  humanLayer(imageId: number, width: number, height: number): Uint8Array {
    return this.classes.labelsNow().values(this.writtenLayer(imageId, width, height));
  }

  /** The same under the labels that were painted, to paint on. */
  writtenLayer(imageId: number, width: number, height: number): Uint8Array {
    const layer = new Uint8Array(width * height).fill(UNTOUCHED);
    const rows = this.database
      .prepare(`SELECT ${PLACE} FROM stroke WHERE image_id = ? AND undone = 0 ORDER BY position`)
      .all(imageId) as Place[];
    for (const row of rows) {
      if (row.x + row.width > width || row.y + row.height > height) throw this.damagedAt(imageId);
      const after = this.pixels(imageId, row, 'after');
      for (let y = 0; y < row.height; y++) {
        layer.set(after.subarray(y * row.width, (y + 1) * row.width), (row.y + y) * width + row.x);
      }
    }
    return layer;
  }

  /**
   * Who has decided each pixel of the human layer, `uint8[height, width]`: 0 nobody, 1 a hand, 2 clicks. A stroke decides the pixels that it changes.
   *
   * @throws AppError `project-invalid` for a stroke that does not fit the image
   */
  deciders(imageId: number, width: number, height: number): Uint8Array {
    const layer = new Uint8Array(width * height);
    const rows = this.database
      .prepare(`SELECT ${PLACE} FROM stroke WHERE image_id = ? AND undone = 0 ORDER BY position`)
      .all(imageId) as Place[];
    for (const row of rows) {
      if (row.x + row.width > width || row.y + row.height > height) throw this.damagedAt(imageId);
      const before = this.pixels(imageId, row, 'before');
      const after = this.pixels(imageId, row, 'after');
      for (let i = 0; i < after.length; i++) {
        if (before[i] === after[i]) continue;
        const at = (row.y + Math.floor(i / row.width)) * width + row.x + (i % row.width);
        layer[at] = after[i] === UNTOUCHED ? 0 : row.clicked === 1 ? 2 : 1;
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
      .prepare(`SELECT ${PLACE} FROM stroke WHERE image_id = ? AND ${which} LIMIT 1`)
      .get(imageId) as Place | undefined;
    if (!row) return undefined;
    const { label, x, y, width, height } = row;
    const before = this.pixels(imageId, row, 'before');
    const after = this.pixels(imageId, row, 'after');
    this.database
      .prepare('UPDATE stroke SET undone = ? WHERE image_id = ? AND position = ?')
      .run(undone, imageId, row.position);
    return { label, x, y, width, height, before, after };
  }

  /** One side of a stroke, its size checked before it is read and before it is inflated. */
  private pixels(imageId: number, row: Place, side: 'before' | 'after'): Uint8Array {
    const area = row.width * row.height;
    const possible = row.width >= 1 && row.height >= 1 && row.x >= 0 && row.y >= 0;
    if (!possible) throw this.damagedAt(imageId);
    const stored = (): unknown =>
      this.database
        .prepare(`SELECT "${side}" AS labels FROM stroke WHERE image_id = ? AND position = ?`)
        .get(imageId, row.position);
    const bytes = row[`${side}Bytes`];
    return unpackLabels(this.database, { bytes, row: stored, where: whereOf(imageId) }, area);
  }

  private damagedAt(imageId: number): AppError {
    return damaged(this.database, whereOf(imageId));
  }
}

function whereOf(imageId: number): string {
  return `the strokes of image ${imageId}`;
}
