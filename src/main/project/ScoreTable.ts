import type { Database } from 'better-sqlite3';

/** The score maps of an image, and what they were made with. */
export interface StoredScores {
  packHash: string;
  parameterHash: string;
  grid: number;
  /** Labels of the maps, in their order. */
  labels: number[];
  /** `[C, grid, grid]` in [0, 1]. */
  values: Float16Array;
}

/** One set of score maps per image, stored as float16. */
export class ScoreTable {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  put(imageId: number, scores: StoredScores): void {
    const { buffer, byteOffset, byteLength } = scores.values;
    this.database
      .prepare(
        `INSERT INTO score (image_id, pack_hash, parameter_hash, grid, labels, maps)
         VALUES (@imageId, @packHash, @parameterHash, @grid, @labels, @maps)
         ON CONFLICT (image_id) DO UPDATE SET pack_hash = excluded.pack_hash,
           parameter_hash = excluded.parameter_hash, grid = excluded.grid, labels = excluded.labels,
           maps = excluded.maps`,
      )
      .run({
        imageId,
        packHash: scores.packHash,
        parameterHash: scores.parameterHash,
        grid: scores.grid,
        labels: JSON.stringify(scores.labels),
        maps: Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength),
      });
  }

  get(imageId: number): StoredScores | undefined {
    const row = this.database
      .prepare('SELECT pack_hash, parameter_hash, grid, labels, maps FROM score WHERE image_id = ?')
      .get(imageId) as
      | { pack_hash: string; parameter_hash: string; grid: number; labels: string; maps: Uint8Array }
      | undefined;
    if (!row) return undefined;
    return {
      packHash: row.pack_hash,
      parameterHash: row.parameter_hash,
      grid: row.grid,
      labels: JSON.parse(row.labels) as number[],
      // Copied, because a buffer of the database need not start at an even address.
      values: new Float16Array(Uint8Array.from(row.maps).buffer),
    };
  }

  has(imageId: number): boolean {
    return this.database.prepare('SELECT 1 FROM score WHERE image_id = ?').get(imageId) !== undefined;
  }

  /** Ids of the images whose scores were made with exactly this pack and these parameters, and their tags. */
  current(packHash: string, parameterHash: string): Map<number, number[]> {
    const rows = this.database
      .prepare('SELECT image_id, labels FROM score WHERE pack_hash = ? AND parameter_hash = ?')
      .all(packHash, parameterHash) as { image_id: number; labels: string }[];
    return new Map(rows.map((row) => [row.image_id, JSON.parse(row.labels) as number[]]));
  }
}
