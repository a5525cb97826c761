import type { Decision } from '../../shared/images/imageState.ts';
import type { ProjectDatabase } from './ProjectDatabase.ts';

/** One entry of an image's history: who decided what, and when. */
export interface StoredDecision {
  id: number;
  what: Decision;
  /** ISO 8601; null where a project of an older version does not say. */
  at: string | null;
  /** Empty where nobody is known. */
  author: string;
}

/** What was decided about each image, in order; undone and done again like strokes. */
export class DecisionTable {
  private readonly database: ProjectDatabase;

  constructor(database: ProjectDatabase) {
    this.database = database;
  }

  /**
   * Adds a decision and drops those that had been undone.
   *
   * @returns its id
   */
  add(imageId: number, { what, at, author }: Omit<StoredDecision, 'id'>): number {
    this.dropUndone(imageId);
    const { lastInsertRowid } = this.database
      .prepare('INSERT INTO decision (image_id, what, at, author) VALUES (?, ?, ?, ?)')
      .run(imageId, what, at, author);
    return Number(lastInsertRowid);
  }

  /** Forgets all decisions on an image, and what they have frozen. */
  remove(imageId: number): void {
    this.database.prepare('DELETE FROM decision WHERE image_id = ?').run(imageId);
  }

  /** The last decision that stands. */
  last(imageId: number): StoredDecision | undefined {
    return this.find(imageId, 'undone = 0 ORDER BY id DESC');
  }

  /** By accepted image, the acceptance that stands. */
  acceptances(): Map<number, number> {
    const rows = this.database
      .prepare(
        `SELECT image.id, (SELECT max(decision.id) FROM decision WHERE image_id = image.id AND undone = 0) AS decision
         FROM image WHERE state = 'accepted'`,
      )
      .all() as { id: number; decision: number | null }[];
    return new Map(rows.flatMap(({ id, decision }) => (decision === null ? [] : [[id, decision] as const])));
  }

  /** By image, when and by whom it was decided last, of the decisions that stand. */
  lastOfAll(): Map<number, { at: string | null; author: string }> {
    const rows = this.database
      .prepare(
        `SELECT image_id AS id, at, author FROM decision
         WHERE id IN (SELECT max(id) FROM decision WHERE undone = 0 GROUP BY image_id)`,
      )
      .all() as { id: number; at: string | null; author: string }[];
    return new Map(rows.map(({ id, ...row }) => [id, row]));
  }

  /** By image whose id is above `after` and not above `last`, how many decisions stand, where any does. */
  counts(after: number, last: number): Map<number, number> {
    const rows = this.database
      .prepare(
        `SELECT image_id AS id, count(*) AS count FROM decision
         WHERE image_id > ? AND image_id <= ? AND undone = 0 GROUP BY image_id`,
      )
      .all(after, last) as { id: number; count: number }[];
    return new Map(rows.map(({ id, count }) => [id, count]));
  }

  /** The decision that would be done again next. */
  next(imageId: number): StoredDecision | undefined {
    return this.find(imageId, 'undone = 1 ORDER BY id ASC');
  }

  /** Takes the last decision back; undefined when none stands. */
  undo(imageId: number): StoredDecision | undefined {
    return this.flip(this.last(imageId), 1);
  }

  /** Does the first undone decision again; undefined when there is none. */
  redo(imageId: number): StoredDecision | undefined {
    return this.flip(this.next(imageId), 0);
  }

  /** Forgets what had been undone: whatever was done since cannot lead there any more. */
  dropUndone(imageId: number): void {
    this.database.prepare('DELETE FROM decision WHERE image_id = ? AND undone = 1').run(imageId);
  }

  private find(imageId: number, which: string): StoredDecision | undefined {
    return this.database
      .prepare(`SELECT id, what, at, author FROM decision WHERE image_id = ? AND ${which} LIMIT 1`)
      .get(imageId) as StoredDecision | undefined;
  }

  private flip(decision: StoredDecision | undefined, undone: 0 | 1): StoredDecision | undefined {
    if (decision)
      this.database.prepare('UPDATE decision SET undone = ? WHERE id = ?').run(undone, decision.id);
    return decision;
  }
}
