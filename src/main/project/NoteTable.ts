import type { NewNote, ReviewNote } from '../../shared/review/ReviewNote.ts';
import { LONGEST_NOTE, MOST_NOTES, reviewNoteSchema } from '../../shared/review/ReviewNote.ts';
import { damaged } from './damaged.ts';
import type { ProjectDatabase } from './ProjectDatabase.ts';

interface Row {
  id: number;
  imageId: number;
  kind: string;
  text: string;
  x: number | null;
  y: number | null;
  when: string;
  author: string;
}

/** A note, and whether it was taken back. */
export interface NoteOfHistory extends ReviewNote {
  undone: boolean;
}

const COLUMNS = 'id, image_id AS imageId, kind, said AS text, x, y, at AS "when", author';

/** Flags and verdicts of reviewers. One that is taken back is kept as such, so that it can be done again under its id. */
export class NoteTable {
  private readonly database: ProjectDatabase;

  constructor(database: ProjectDatabase) {
    this.database = database;
  }

  /** @returns its id */
  add(imageId: number, { kind, text, at }: NewNote, by: { when: string; author: string }): number {
    const { lastInsertRowid } = this.database
      .prepare(
        `INSERT INTO review_note (image_id, kind, said, x, y, at, author)
         VALUES (@imageId, @kind, @text, @x, @y, @when, @author)`,
      )
      .run({ imageId, kind, text, x: at?.x ?? null, y: at?.y ?? null, ...by });
    return Number(lastInsertRowid);
  }

  /** Takes a note back, or does it again. */
  setUndone(id: number, undone: boolean): void {
    this.database.prepare('UPDATE review_note SET undone = ? WHERE id = ?').run(undone ? 1 : 0, id);
  }

  /** The image of a note, taken back or not; undefined where there is no such note. */
  imageOf(id: number): number | undefined {
    const row = this.database.prepare('SELECT image_id AS imageId FROM review_note WHERE id = ?').get(id) as
      { imageId: number } | undefined;
    return row?.imageId;
  }

  /** How many notes of an image stand. */
  count(imageId: number): number {
    const { count } = this.database
      .prepare('SELECT count(*) AS count FROM review_note WHERE image_id = ? AND undone = 0')
      .get(imageId) as { count: number };
    return count;
  }

  /** All notes of an image in order, those that were taken back included. */
  history(imageId: number): NoteOfHistory[] {
    const rows = this.database
      .prepare(`SELECT ${COLUMNS}, undone FROM review_note WHERE image_id = ? ORDER BY id`)
      .all(imageId) as (Row & { undone: number })[];
    return rows.map(({ undone, x, y, ...row }) => {
      const read = reviewNoteSchema.safeParse({ ...row, at: x === null || y === null ? null : { x, y } });
      if (!read.success) throw damaged(this.database, `the notes of image ${imageId}`, read.error);
      return { ...read.data, undone: undone === 1 };
    });
  }

  /** Forgets a note. */
  remove(id: number): void {
    this.database.prepare('DELETE FROM review_note WHERE id = ?').run(id);
  }

  /**
   * All notes that stand, in order.
   *
   * @throws AppError `project-invalid` for more, or longer ones, than Camweave writes
   */
  all(): ReviewNote[] {
    const odd = this.database
      .prepare(
        `SELECT image_id AS imageId FROM review_note WHERE undone = 0
         GROUP BY image_id HAVING count(*) > @most OR max(octet_length(said)) > @longest LIMIT 1`,
      )
      .get({ most: MOST_NOTES, longest: 4 * LONGEST_NOTE }) as { imageId: number } | undefined;
    if (odd) throw damaged(this.database, `the notes of image ${odd.imageId}`);
    const rows = this.database
      .prepare(`SELECT ${COLUMNS} FROM review_note WHERE undone = 0 ORDER BY id`)
      .all() as Row[];
    return rows.map(({ x, y, ...row }) => {
      const read = reviewNoteSchema.safeParse({ ...row, at: x === null || y === null ? null : { x, y } });
      if (!read.success) throw damaged(this.database, `the notes of image ${row.imageId}`, read.error);
      return read.data;
    });
  }
}
