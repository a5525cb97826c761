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

/** Final label maps of accepted images, as indexed PNG. */
export class LabelTable {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  put(imageId: number, png: Uint8Array, provenance: Provenance): void {
    this.database
      .prepare(
        `INSERT INTO label (image_id, png, provenance) VALUES (?, ?, ?)
         ON CONFLICT (image_id) DO UPDATE SET png = excluded.png, provenance = excluded.provenance`,
      )
      .run(imageId, png, JSON.stringify(provenance));
  }

  get(imageId: number): { png: Uint8Array; provenance: Provenance } | undefined {
    const row = this.database.prepare('SELECT png, provenance FROM label WHERE image_id = ?').get(imageId) as
      { png: Uint8Array; provenance: string } | undefined;
    return row && { png: row.png, provenance: JSON.parse(row.provenance) as Provenance };
  }

  remove(imageId: number): void {
    this.database.prepare('DELETE FROM label WHERE image_id = ?').run(imageId);
  }
}
