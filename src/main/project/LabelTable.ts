import { z } from 'zod';
import { damaged, readJson } from './damaged.ts';
import type { ProjectDatabase } from './ProjectDatabase.ts';

const LARGEST_PNG = 2 ** 28;
const LONGEST_PROVENANCE = 1_000_000;

/** How a final label map came about. */
export interface Provenance {
  packHash: string;
  parameterHash: string;
  /** By label. */
  thresholds: Record<number, number>;
  voidHalfWidth: number;
  /** Whether a person painted in it. */
  edited: boolean;
  /** ISO 8601 */
  acceptedAt: string;
}

/** Final label maps, as indexed PNG: what each acceptance has frozen. */
export class LabelTable {
  private readonly database: ProjectDatabase;

  constructor(database: ProjectDatabase) {
    this.database = database;
  }

  /** Keeps what an acceptance freezes, in place of what it had frozen before. */
  put(decisionId: number, png: Uint8Array, provenance: Provenance): void {
    this.database
      .prepare('INSERT OR REPLACE INTO label (decision_id, png, provenance) VALUES (?, ?, ?)')
      .run(decisionId, png, JSON.stringify(provenance));
  }

  /**
   * What the last decision on an image has frozen; undefined where that was no acceptance.
   *
   * @throws AppError `project-invalid` for more bytes than a mask of any image has, or a provenance that cannot be read
   */
  get(imageId: number): { png: Uint8Array; provenance: Provenance } | undefined {
    const row = this.database
      .prepare(
        `SELECT decision_id AS id, octet_length(png) AS bytes, octet_length(provenance) AS length FROM label WHERE decision_id =
         (SELECT id FROM decision WHERE image_id = ? AND undone = 0 ORDER BY id DESC LIMIT 1)`,
      )
      .get(imageId) as { id: number; bytes: number; length: number } | undefined;
    if (!row) return undefined;
    const where = `the accepted labels of image ${imageId}`;
    if (row.bytes > LARGEST_PNG || row.length > LONGEST_PROVENANCE) throw damaged(this.database, where);
    const stored = this.database
      .prepare('SELECT png, provenance FROM label WHERE decision_id = ?')
      .get(row.id) as { png: Uint8Array; provenance: string };
    const provenance = readJson(this.database, where, stored.provenance, z.looseObject({}));
    return { png: stored.png, provenance: provenance as unknown as Provenance };
  }
}
