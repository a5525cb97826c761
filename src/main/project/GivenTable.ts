import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { BACKGROUND, isClass, UNTOUCHED } from '../../shared/labels/labelCodes.ts';
import type { ClassTable } from './ClassTable.ts';
import { damaged } from './damaged.ts';
import type { ProjectDatabase } from './ProjectDatabase.ts';
import { readLabels } from './readLabels.ts';

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
    const isThere = new Uint8Array(256);
    for (let i = 0; i < labels.length; i++) isThere[labels[i]!] = 1;
    const written = [...isThere.keys()].filter((label) => isThere[label] === 1 && isClass(label));
    this.database
      .prepare('INSERT OR REPLACE INTO given (image_id, origin, written, labels, at) VALUES (?, ?, ?, ?, ?)')
      .run(imageId, origin, JSON.stringify(written), deflateRawSync(labels), at);
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
    const where = `the imported labels of image ${imageId}`;
    // What cannot be deflated grows by some bytes in a thousand.
    if (bytes > area * 1.01 + 1024) throw damaged(this.database, where);
    const { packed } = this.database
      .prepare('SELECT labels AS packed FROM given WHERE image_id = ?')
      .get(imageId) as { packed: Uint8Array };
    let written: Uint8Array;
    try {
      written = inflateRawSync(packed, { maxOutputLength: area });
    } catch (cause) {
      throw damaged(this.database, where, cause);
    }
    if (written.length !== area) throw damaged(this.database, where);
    const now = this.classes.labelsNow();
    const labels = Uint8Array.from(written, (label) => {
      const meant = now.of(label);
      return meant === UNTOUCHED ? BACKGROUND : meant;
    });
    return { origin, at, labels };
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
