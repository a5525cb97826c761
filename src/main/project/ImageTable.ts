import { z } from 'zod';
import type { ImageState } from '../../shared/images/imageState.ts';
import { labelSchema, thresholdSchema } from '../../shared/images/ProjectClass.ts';
import type { ProjectImage, TagSource } from '../../shared/images/ProjectImage.ts';
import type { ClassTable } from './ClassTable.ts';
import type { LabelsNow } from './LabelsNow.ts';
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

/** The images of a project, in path order. Tags and thresholds are read as their labels are meant now (LabelsNow.ts). */
export class ImageTable {
  private readonly database: ProjectDatabase;
  private readonly classes: ClassTable;

  constructor(database: ProjectDatabase, classes: ClassTable) {
    this.database = database;
    this.classes = classes;
  }

  all(): ProjectImage[] {
    const now = this.classes.labelsNow();
    const rows = this.database.prepare(`SELECT ${COLUMNS} FROM image ORDER BY path`).all() as Row[];
    return rows.map((row) => fromRow(row, now));
  }

  /** Those of at most `most` images whose id is greater than `id`, by id. */
  after(id: number, most: number): ProjectImage[] {
    const now = this.classes.labelsNow();
    const rows = this.database
      .prepare(`SELECT ${COLUMNS} FROM image WHERE id > ? ORDER BY id LIMIT ?`)
      .all(id, most) as Row[];
    return rows.map((row) => fromRow(row, now));
  }

  any(): boolean {
    return this.database.prepare('SELECT 1 FROM image LIMIT 1').get() !== undefined;
  }

  count(): number {
    return (this.database.prepare('SELECT count(*) AS count FROM image').get() as { count: number }).count;
  }

  /** Ids of the images in a state. */
  idsIn(state: ImageState): number[] {
    const rows = this.database.prepare('SELECT id FROM image WHERE state = ?').all(state) as {
      id: number;
    }[];
    return rows.map(({ id }) => id);
  }

  get(id: number): ProjectImage | undefined {
    const row = this.database.prepare(`SELECT ${COLUMNS} FROM image WHERE id = ?`).get(id) as Row | undefined;
    return row && fromRow(row, this.classes.labelsNow());
  }

  /** Tags as they were written, by image, those of classes that are gone included. */
  writtenTags(): Map<number, number[]> {
    const rows = this.database.prepare('SELECT id, tags FROM image WHERE tags IS NOT NULL').all() as {
      id: number;
      tags: string;
    }[];
    return new Map(rows.map(({ id, tags }) => [id, readLabels(tags) ?? []]));
  }

  /**
   * Adds an image, or leaves it as it is where its path is known already; tags from a source never replace a
   * person's.
   *
   * @param image its tags as they are to be written, classes that are gone included
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
    const kept = tags && this.classes.labelsNow().tagsToWrite(this.written(id).tags ?? [], tags);
    this.database
      .prepare('UPDATE image SET tags = ?, tag_source = ? WHERE id = ?')
      .run(kept && JSON.stringify(kept), kept && source, id);
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
    const now = this.classes.labelsNow();
    const kept = now.thresholdsToWrite(this.written(id).thresholds ?? {}, thresholds);
    this.database.prepare('UPDATE image SET thresholds = ? WHERE id = ?').run(JSON.stringify(kept), id);
  }

  setProblem(id: number, problem: string | null): void {
    this.database.prepare('UPDATE image SET problem = ? WHERE id = ?').run(problem, id);
  }

  setPath(id: number, path: string): void {
    this.database.prepare('UPDATE image SET path = ? WHERE id = ?').run(path, id);
  }

  /** Tags and thresholds under the labels that they were written with; undefined where there are none, or none that can be read. */
  private written(id: number): {
    tags: number[] | undefined;
    thresholds: Record<number, number> | undefined;
  } {
    const row = this.database.prepare('SELECT tags, thresholds FROM image WHERE id = ?').get(id) as
      Pick<Row, 'tags' | 'thresholds'> | undefined;
    return {
      tags: row && row.tags !== null ? readLabels(row.tags) : undefined,
      thresholds: row && readThresholds(row.thresholds),
    };
  }
}

/** What of a row cannot be read is left out and said, so that the other images are not lost with it. */
function fromRow(row: Row, now: LabelsNow): ProjectImage {
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
    tags: tags && now.classes(tags),
    tagSource: row.tag_source ?? undefined,
    thresholds: now.thresholds(thresholds ?? {}),
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
