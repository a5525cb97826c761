import { inflateRawSync } from 'node:zlib';
import { damaged } from './damaged.ts';
import type { ProjectDatabase } from './ProjectDatabase.ts';

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
    const packed = this.packed(imageId, key, area);
    if (!packed) return undefined;
    try {
      const labels = inflateRawSync(packed, { maxOutputLength: area });
      if (labels.length === area) return new Uint8Array(labels.buffer, labels.byteOffset, area);
    } catch (cause) {
      throw damaged(this.database, where(imageId), cause);
    }
    throw damaged(this.database, where(imageId));
  }

  /** Forgets the one of an image. */
  remove(imageId: number): void {
    this.database.prepare('DELETE FROM refined WHERE image_id = ?').run(imageId);
  }

  /** The same, deflated as it is stored. @throws AppError `project-invalid` for more bytes than the image explains */
  private packed(imageId: number, key: string, area: number): Uint8Array | undefined {
    const row = this.database
      .prepare('SELECT octet_length(labels) AS bytes FROM refined WHERE image_id = ? AND key = ?')
      .get(imageId, key) as { bytes: number } | undefined;
    if (!row) return undefined;
    // What cannot be deflated grows by some bytes in a thousand.
    if (row.bytes > area * 1.01 + 1024) throw damaged(this.database, where(imageId));
    const stored = this.database.prepare('SELECT labels FROM refined WHERE image_id = ?').get(imageId);
    return (stored as { labels: Uint8Array }).labels;
  }
}

function where(imageId: number): string {
  return `the refined proposal of image ${imageId}`;
}
