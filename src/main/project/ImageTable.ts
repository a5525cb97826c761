import type { Database } from 'better-sqlite3';
import type { ImageState } from '../../shared/images/imageState.ts';
import type { ProjectImage, TagSource } from '../../shared/images/ProjectImage.ts';

interface Row {
  id: number;
  path: string;
  bytes: number;
  width: number | null;
  height: number | null;
  content_hash: string | null;
  state: ImageState;
  tags: string | null;
  tag_source: TagSource | null;
  thresholds: string;
  problem: string | null;
}

const COLUMNS = 'id, path, bytes, width, height, content_hash, state, tags, tag_source, thresholds, problem';

/** The images of a project, in path order. */
export class ImageTable {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  all(): ProjectImage[] {
    return (this.database.prepare(`SELECT ${COLUMNS} FROM image ORDER BY path`).all() as Row[]).map(fromRow);
  }

  get(id: number): ProjectImage | undefined {
    const row = this.database.prepare(`SELECT ${COLUMNS} FROM image WHERE id = ?`).get(id) as Row | undefined;
    return row && fromRow(row);
  }

  /**
   * Adds an image, or leaves it as it is where its path is known already; tags from a source never replace a
   * person's.
   *
   * @returns whether the image is new to the project
   */
  add(image: { path: string; bytes: number; tags: number[] | undefined }): boolean {
    const tags = image.tags === undefined ? null : JSON.stringify(image.tags);
    const added = this.database
      .prepare(
        `INSERT INTO image (path, bytes, tags, tag_source) VALUES (@path, @bytes, @tags, @source)
         ON CONFLICT (path) DO NOTHING`,
      )
      .run({ path: image.path, bytes: image.bytes, tags, source: tags === null ? null : 'source' });
    if (added.changes > 0) return true;
    this.database
      .prepare(
        `UPDATE image SET tags = @tags, tag_source = 'source'
         WHERE path = @path AND @tags IS NOT NULL AND tags IS NOT @tags AND tag_source IS NOT 'person'
         AND state NOT IN ('accepted', 'rejected')`,
      )
      .run({ path: image.path, tags });
    return false;
  }

  setTags(id: number, tags: number[], source: TagSource): void {
    this.database
      .prepare('UPDATE image SET tags = ?, tag_source = ? WHERE id = ?')
      .run(JSON.stringify(tags), source, id);
  }

  /** Notes what decoding an image told. */
  setContent(id: number, content: { width: number; height: number; contentHash: string }): void {
    this.database
      .prepare(
        'UPDATE image SET width = @width, height = @height, content_hash = @contentHash, problem = NULL WHERE id = @id',
      )
      .run({ id, ...content });
  }

  setState(id: number, state: ImageState): void {
    this.database.prepare('UPDATE image SET state = ? WHERE id = ?').run(state, id);
  }

  setThresholds(id: number, thresholds: Record<number, number>): void {
    this.database.prepare('UPDATE image SET thresholds = ? WHERE id = ?').run(JSON.stringify(thresholds), id);
  }

  setProblem(id: number, problem: string): void {
    this.database.prepare('UPDATE image SET problem = ? WHERE id = ?').run(problem, id);
  }

  setPath(id: number, path: string): void {
    this.database.prepare('UPDATE image SET path = ? WHERE id = ?').run(path, id);
  }
}

function fromRow(row: Row): ProjectImage {
  return {
    id: row.id,
    path: row.path,
    bytes: row.bytes,
    width: row.width ?? undefined,
    height: row.height ?? undefined,
    contentHash: row.content_hash ?? undefined,
    state: row.state,
    tags: row.tags === null ? undefined : (JSON.parse(row.tags) as number[]),
    tagSource: row.tag_source ?? undefined,
    thresholds: JSON.parse(row.thresholds) as Record<number, number>,
    problem: row.problem ?? undefined,
  };
}
