import type { ProjectDatabase } from './ProjectDatabase.ts';
import { unpackLabels } from './unpackLabels.ts';

/** Proposals whose boundaries were moved onto edges, one an image: made again whenever what they were made from has changed. */
export class RefinedTable {
  private readonly database: ProjectDatabase;

  constructor(database: ProjectDatabase) {
    this.database = database;
  }

  /**
   * @param key names what it was made from
   * @param labels `uint8[height, width]`, deflated
   */
  put(imageId: number, key: string, labels: Uint8Array): void {
    this.database
      .prepare('INSERT OR REPLACE INTO refined (image_id, key, labels) VALUES (?, ?, ?)')
      .run(imageId, key, labels);
  }

  /** Whether there is one that was made from just this. */
  has(imageId: number, key: string): boolean {
    const found = this.database
      .prepare('SELECT 1 FROM refined WHERE image_id = ? AND key = ?')
      .get(imageId, key);
    return found !== undefined;
  }

  /**
   * The label map that was made from just this, `uint8[area]`; undefined where there is none.
   *
   * @throws AppError `project-invalid` for what does not fill the image
   */
  get(imageId: number, key: string, area: number): Uint8Array | undefined {
    const row = this.database
      .prepare('SELECT octet_length(labels) AS bytes FROM refined WHERE image_id = ? AND key = ?')
      .get(imageId, key) as { bytes: number } | undefined;
    if (!row) return undefined;
    const { bytes } = row;
    const stored = (): unknown =>
      this.database.prepare('SELECT labels FROM refined WHERE image_id = ?').get(imageId);
    return unpackLabels(
      this.database,
      { bytes, row: stored, where: `the refined proposal of image ${imageId}` },
      area,
    );
  }

  /** Forgets the one of an image. */
  remove(imageId: number): void {
    this.database.prepare('DELETE FROM refined WHERE image_id = ?').run(imageId);
  }
}
