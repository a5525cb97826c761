import { z } from 'zod';
import type { ImageState } from '../../shared/images/imageState.ts';
import { labelSchema, thresholdSchema } from '../../shared/images/ProjectClass.ts';
import type { ProjectImage, TagSource } from '../../shared/images/ProjectImage.ts';
import { readLabels } from './readLabels.ts';
import type { ProjectDatabase } from './ProjectDatabase.ts';

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

/** Layers of a larger image would not fit into memory. */
const LARGEST_PIXELS = 2 ** 28;

const COLUMNS = 'id, path, bytes, width, height, content_hash, state, tags, tag_source, thresholds, problem';

/** The images of a project, in path order. */
export class ImageTable {
  private readonly database: ProjectDatabase;

  constructor(database: ProjectDatabase) {
    this.database = database;
  }

  all(): ProjectImage[] {
    return (this.database.prepare(`SELECT ${COLUMNS} FROM image ORDER BY path`).all() as Row[]).map(fromRow);
  }

  any(): boolean {
    return this.database.prepare('SELECT 1 FROM image LIMIT 1').get() !== undefined;
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

  /** @param tags null where nobody knows them */
  setTags(id: number, tags: number[] | null, source: TagSource): void {
    this.database
      .prepare('UPDATE image SET tags = ?, tag_source = ? WHERE id = ?')
      .run(tags && JSON.stringify(tags), tags && source, id);
  }

  /** Notes what decoding an image told. */
  setContent(
    id: number,
    content: { width: number; height: number; contentHash: string; bytes?: number },
  ): void {
    const { width, height, contentHash, bytes = null } = content;
    this.database
      .prepare(
        `UPDATE image SET width = @width, height = @height, content_hash = @contentHash, bytes = coalesce(@bytes, bytes),
         problem = NULL WHERE id = @id`,
      )
      .run({ id, width, height, contentHash, bytes });
  }

  setState(id: number, state: ImageState): void {
    this.database.prepare('UPDATE image SET state = ? WHERE id = ?').run(state, id);
  }

  setThresholds(id: number, thresholds: Record<number, number>): void {
    this.database.prepare('UPDATE image SET thresholds = ? WHERE id = ?').run(JSON.stringify(thresholds), id);
  }

  setProblem(id: number, problem: string | null): void {
    this.database.prepare('UPDATE image SET problem = ? WHERE id = ?').run(problem, id);
  }

  setPath(id: number, path: string): void {
    this.database.prepare('UPDATE image SET path = ? WHERE id = ?').run(path, id);
  }
}

/** What of a row cannot be read is left out and said, so that the other images are not lost with it. */
function fromRow(row: Row): ProjectImage {
  const tags = row.tags === null ? undefined : readLabels(row.tags);
  const thresholds = readThresholds(row.thresholds);
  const sized = isSize(row.width, row.height);
  const damage = [
    ...(row.tags !== null && tags === undefined ? ['tags'] : []),
    ...(thresholds === undefined ? ['thresholds'] : []),
    ...(row.width !== null && !sized ? ['size'] : []),
  ];
  const problem =
    damage.length > 0
      ? `The project file is damaged at this image: its ${damage.join(' and ')} cannot be read.`
      : row.problem;
  return {
    id: row.id,
    path: row.path,
    bytes: row.bytes,
    width: sized ? row.width! : undefined,
    height: sized ? row.height! : undefined,
    contentHash: row.content_hash ?? undefined,
    state: row.state,
    tags,
    tagSource: row.tag_source ?? undefined,
    thresholds: thresholds ?? {},
    problem: problem ?? undefined,
  };
}

function isSize(width: number | null, height: number | null): boolean {
  if (width === null || height === null) return false;
  return width >= 1 && height >= 1 && width * height <= LARGEST_PIXELS;
}

function readThresholds(text: string): Record<number, number> | undefined {
  if (text === '{}') return {};
  try {
    return z.record(z.coerce.number().pipe(labelSchema), thresholdSchema).parse(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return undefined;
    throw error;
  }
}
