import { z } from 'zod';
import { AppError } from '../../shared/errors/AppError.ts';
import { thresholdSchema } from '../../shared/images/ProjectClass.ts';
import type { ClassTable } from './ClassTable.ts';
import { damaged } from './damaged.ts';
import type { LabelsNow } from './LabelsNow.ts';
import { mapsNow } from './mapsNow.ts';
import { readLabels } from './readLabels.ts';
import type { ProjectDatabase } from './ProjectDatabase.ts';

/** The score maps of an image, and what they were made with. */
export interface StoredScores {
  packHash: string;
  parameterHash: string;
  grid: number;
  /** Labels of the maps, in their order. */
  labels: number[];
  /** `[C, grid, grid]` in [0, 1]. */
  values: Float16Array;
  /** A threshold for each map that was guessed for this image; missing where none were. */
  guesses?: number[] | undefined;
  /** The taught head that was mixed in; 0 for none. */
  head?: number | undefined;
  /** How much head and AD-CAM are at odds, in [0, 1]; undefined where nothing can be said. */
  dispute?: number | undefined;
  /** Where scores that came from elsewhere are from; undefined for those that were made here. */
  origin?: string | undefined;
}

interface Row {
  image_id: number;
  pack_hash: string;
  parameter_hash: string;
  grid: number;
  labels: string;
  bytes: number;
  guesses: string | null;
  head: number;
  dispute: number | null;
  origin: string | null;
}

/** What scores were made with, and the labels of their maps. */
export type Made = Pick<StoredScores, 'packHash' | 'parameterHash' | 'labels' | 'head' | 'origin'>;

/** One set of score maps per image, stored as float16, and read as their labels are meant now (LabelsNow.ts). */
export class ScoreTable {
  private readonly database: ProjectDatabase;

  private readonly classes: ClassTable;

  constructor(database: ProjectDatabase, classes: ClassTable) {
    this.database = database;
    this.classes = classes;
  }

  put(imageId: number, scores: StoredScores): void {
    const { buffer, byteOffset, byteLength } = scores.values;
    this.database
      .prepare(
        `INSERT INTO score (image_id, pack_hash, parameter_hash, grid, labels, maps, guesses, head, dispute, origin)
         VALUES (@imageId, @packHash, @parameterHash, @grid, @labels, @maps, @guesses, @head, @dispute, @origin)
         ON CONFLICT (image_id) DO UPDATE SET pack_hash = excluded.pack_hash,
           parameter_hash = excluded.parameter_hash, grid = excluded.grid, labels = excluded.labels,
           maps = excluded.maps, guesses = excluded.guesses, head = excluded.head, dispute = excluded.dispute,
           origin = excluded.origin`,
      )
      .run({
        imageId,
        packHash: scores.packHash,
        parameterHash: scores.parameterHash,
        grid: scores.grid,
        labels: JSON.stringify(scores.labels),
        maps: Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength),
        guesses: scores.guesses ? JSON.stringify(scores.guesses) : null,
        ...{ head: scores.head ?? 0, dispute: scores.dispute ?? null, origin: scores.origin ?? null },
      });
  }

  /** Forgets the scores of an image. */
  remove(imageId: number): void {
    this.database.prepare('DELETE FROM score WHERE image_id = ?').run(imageId);
  }

  /** @throws AppError `project-invalid` for maps that do not fill their grid */
  get(imageId: number): StoredScores | undefined {
    const found = this.facts(imageId);
    if (!found) return undefined;
    const { grid, labels, bytes, guesses, ...made } = found;
    if (bytes !== labels.length * grid ** 2 * Float16Array.BYTES_PER_ELEMENT)
      throw damaged(this.database, `the scores of image ${imageId}`);
    const { maps } = this.database.prepare('SELECT maps FROM score WHERE image_id = ?').get(imageId) as {
      maps: Uint8Array;
    };
    // Copied, because a buffer of the database need not start at an even address.
    const values = new Float16Array(Uint8Array.from(maps).buffer);
    const now = mapsNow(labels, values, this.classes.labelsNow());
    return {
      ...{ ...made, grid, labels: now.labels, values: now.maps },
      guesses: guesses && guessesNow(labels, guesses, now.labels, this.classes.labelsNow()),
    };
  }

  /** What an image's scores were made with, and their labels; undefined where it has none that can be read. */
  madeWith(imageId: number): Made | undefined {
    try {
      const facts = this.facts(imageId);
      return facts && { ...facts, labels: this.classes.labelsNow().classes(facts.labels) };
    } catch (error) {
      if (error instanceof AppError) return undefined;
      throw error;
    }
  }

  has(imageId: number): boolean {
    return this.database.prepare('SELECT 1 FROM score WHERE image_id = ?').get(imageId) !== undefined;
  }

  /** By image, what its scores were made with, where it was this pack. */
  madeBy(packHash: string): Map<number, Made> {
    const rows = this.database
      .prepare(
        `SELECT image_id, parameter_hash, labels, grid, head, octet_length(maps) AS bytes FROM score
         WHERE pack_hash = ?`,
      )
      .all(packHash) as Row[];
    const now = this.classes.labelsNow();
    // Scores that cannot be read are as good as none: they are made again.
    return new Map(
      rows.flatMap((row) => {
        const labels = readLabels(row.labels);
        const whole = labels?.length === row.bytes / (row.grid ** 2 * Float16Array.BYTES_PER_ELEMENT);
        const { parameter_hash: parameterHash, head } = row;
        const made = { packHash, parameterHash, head, labels: now.classes(labels ?? []) };
        return whole ? [[row.image_id, made] as const] : [];
      }),
    );
  }

  /** By image whose scores came from elsewhere, where from; of those whose id is above `after` and not above `last`. */
  origins(after = 0, last = Number.MAX_SAFE_INTEGER): Map<number, string> {
    const rows = this.database
      .prepare(
        'SELECT image_id AS id, origin FROM score WHERE image_id > ? AND image_id <= ? AND origin IS NOT NULL',
      )
      .all(after, last) as { id: number; origin: string }[];
    return new Map(rows.map(({ id, origin }) => [id, origin]));
  }

  /** By image that has scores which were made here, the head that was mixed in, 0 for none, and how much it and AD-CAM are at odds. */
  taught(): Map<number, { head: number; dispute: number | null }> {
    const rows = this.database
      .prepare('SELECT image_id AS id, head, dispute FROM score WHERE origin IS NULL')
      .all() as {
      id: number;
      head: number;
      dispute: number | null;
    }[];
    return new Map(rows.map(({ id, ...row }) => [id, { ...row, dispute: share(row.dispute) }]));
  }

  /** The same of one image; undefined where it has no such scores. */
  taughtOf(imageId: number): { head: number; dispute: number | null } | undefined {
    const row = this.database
      .prepare('SELECT head, dispute FROM score WHERE image_id = ? AND origin IS NULL')
      .get(imageId) as { head: number; dispute: number | null } | undefined;
    return row && { ...row, dispute: share(row.dispute) };
  }

  /** Labels that any scores were written with. */
  writtenLabels(): number[] {
    const rows = this.database.prepare('SELECT DISTINCT labels FROM score').all() as { labels: string }[];
    return rows.flatMap(({ labels }) => readLabels(labels) ?? []);
  }

  private facts(imageId: number): (Omit<StoredScores, 'values'> & { bytes: number }) | undefined {
    const row = this.database
      .prepare(
        `SELECT pack_hash, parameter_hash, grid, labels, octet_length(maps) AS bytes, guesses, head, dispute, origin
         FROM score WHERE image_id = ?`,
      )
      .get(imageId) as Row | undefined;
    if (!row) return undefined;
    const labels = readLabels(row.labels);
    if (!labels || row.grid < 1) throw damaged(this.database, `the scores of image ${imageId}`);
    return {
      ...{ packHash: row.pack_hash, parameterHash: row.parameter_hash },
      ...{ grid: row.grid, labels, bytes: row.bytes },
      guesses: row.guesses === null ? undefined : readGuesses(row.guesses, labels.length),
      ...{ head: row.head, dispute: row.dispute ?? undefined, origin: row.origin ?? undefined },
    };
  }
}

/** What is no share says nothing. */
function share(value: number | null): number | null {
  return value !== null && value >= 0 && value <= 1 ? value : null;
}

/** What cannot be read is as good as no guesses. */
function readGuesses(text: string, count: number): number[] | undefined {
  try {
    return z.array(thresholdSchema).length(count).safeParse(JSON.parse(text)).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Guessed thresholds of classes as they are meant now; of classes that have become one, the least. */
function guessesNow(
  labels: readonly number[],
  guesses: readonly number[],
  present: readonly number[],
  now: LabelsNow,
): number[] {
  return present.map((label) => Math.min(...guesses.filter((_, i) => now.of(labels[i]!) === label)));
}
