import { createHash } from 'node:crypto';
import { classesIn } from '../../shared/labels/classesIn.ts';
import { BACKGROUND } from '../../shared/labels/labelCodes.ts';
import { packLabels } from '../image/mask/packLabels.ts';
import type { ClassTable } from './ClassTable.ts';
import type { ProjectDatabase } from './ProjectDatabase.ts';
import { readLabels } from './readLabels.ts';
import { unpackLabels } from './unpackLabels.ts';

/** A label map that came from elsewhere. */
export interface GivenLabels {
  /** Where from, as people know it. */
  origin: string;
  /** `uint8[height, width]`: classes, background and void. */
  labels: Uint8Array;
  /** ISO 8601 */
  at: string;
}

interface Row {
  origin: string;
  at: string;
  bytes: number;
}

/**
 * Label maps that came from elsewhere, one an image: what is proposed of it in place of its scores. Kept under the labels they were
 * imported with, and read as those are meant now (LabelsNow.ts); where that is "as it is proposed", nothing else is: background.
 */
export class GivenTable {
  private readonly database: ProjectDatabase;
  private readonly classes: ClassTable;

  constructor(database: ProjectDatabase, classes: ClassTable) {
    this.database = database;
    this.classes = classes;
  }

  /** Keeps the label map of an image, in place of the one before. */
  put(imageId: number, { origin, labels, at }: GivenLabels): void {
    this.database
      .prepare('INSERT OR REPLACE INTO given (image_id, origin, written, labels, at) VALUES (?, ?, ?, ?, ?)')
      .run(imageId, origin, JSON.stringify(classesIn(labels)), packLabels(labels), at);
  }

  has(imageId: number): boolean {
    return this.database.prepare('SELECT 1 FROM given WHERE image_id = ?').get(imageId) !== undefined;
  }

  /** Where the label map of an image is from; undefined where it has none. */
  originOf(imageId: number): string | undefined {
    return this.facts(imageId)?.origin;
  }

  /** By image that has one, where it is from; of those whose id is above `after` and not above `last`. */
  origins(after = 0, last = Number.MAX_SAFE_INTEGER): Map<number, string> {
    const rows = this.database
      .prepare('SELECT image_id AS id, origin FROM given WHERE image_id > ? AND image_id <= ?')
      .all(after, last) as { id: number; origin: string }[];
    return new Map(rows.map(({ id, origin }) => [id, origin]));
  }

  /** Tells a label map from one that came before or comes after it; undefined where there is none. */
  keyOf(imageId: number): string | undefined {
    const facts = this.facts(imageId);
    if (!facts) return undefined;
    const { origin, at, bytes } = facts;
    const hash = createHash('sha256')
      .update(JSON.stringify([origin, at, bytes]))
      .digest('hex');
    return `given-${hash.slice(0, 16)}`;
  }

  /**
   * The label map of an image, as its labels are meant now; undefined where there is none.
   *
   * @param area pixels of the image
   * @throws AppError `project-invalid` for what does not fill the image
   */
  get(imageId: number, area: number): GivenLabels | undefined {
    const facts = this.facts(imageId);
    if (!facts) return undefined;
    const { origin, at, bytes } = facts;
    const stored = (): unknown =>
      this.database.prepare('SELECT labels FROM given WHERE image_id = ?').get(imageId);
    const where = `the imported labels of image ${imageId}`;
    const written = unpackLabels(this.database, { bytes, row: stored, where }, area);
    return { origin, at, labels: this.classes.labelsNow().values(written, BACKGROUND) };
  }

  /** Forgets the one of an image. */
  remove(imageId: number): void {
    this.database.prepare('DELETE FROM given WHERE image_id = ?').run(imageId);
  }

  /** Labels of classes that any of them was written with. */
  writtenLabels(): number[] {
    const rows = this.database.prepare('SELECT DISTINCT written FROM given').all() as { written: string }[];
    return rows.flatMap(({ written }) => readLabels(written) ?? []);
  }

  private facts(imageId: number): Row | undefined {
    return this.database
      .prepare('SELECT origin, at, octet_length(labels) AS bytes FROM given WHERE image_id = ?')
      .get(imageId) as Row | undefined;
  }
}
