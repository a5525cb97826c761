import type { Database } from 'better-sqlite3';

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
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /** Keeps what an acceptance freezes, in place of what it had frozen before. */
  put(decisionId: number, png: Uint8Array, provenance: Provenance): void {
    this.database
      .prepare('INSERT OR REPLACE INTO label (decision_id, png, provenance) VALUES (?, ?, ?)')
      .run(decisionId, png, JSON.stringify(provenance));
  }

  /** What the last decision on an image has frozen; undefined where that was no acceptance. */
  get(imageId: number): { png: Uint8Array; provenance: Provenance } | undefined {
    const row = this.database
      .prepare(
        `SELECT png, provenance FROM label WHERE decision_id =
         (SELECT id FROM decision WHERE image_id = ? AND undone = 0 ORDER BY id DESC LIMIT 1)`,
      )
      .get(imageId) as { png: Uint8Array; provenance: string } | undefined;
    return row && { png: row.png, provenance: JSON.parse(row.provenance) as Provenance };
  }
}
