import { damaged } from './damaged.ts';
import type { ProjectDatabase } from './ProjectDatabase.ts';

/** A row as the database has it, by column. */
export type RawRow = Record<string, string | number | Uint8Array | null>;

/** What a project file has of one image, by table, each in its order; `image` has one row, and `label` those of its decisions. */
export type RowsOfImage = Map<string, RawRow[]>;

/** One thing that a person has done to an image, as it stands. */
export interface StoredDeed {
  what: 'accept' | 'reject' | 'reopen' | 'stroke' | 'object';
  /** ISO 8601; null where a project of an older version does not say. */
  at: string | null;
  author: string;
}

/** Where a table has rows of an image. */
interface Place {
  table: string;
  where: string;
  order: string;
}

/** Whose rows name each other, and are kept through their own tables. */
const OWN_WAYS = new Set(['review_note', 'rival']);
/** Of one image, in bytes: far more than Camweave writes. */
const MOST_BYTES = 2 ** 30;

/**
 * All rows of an image as they are, to be carried into another project file: every table with a column `image_id`, so that none is forgotten. Ids of
 * rows mean nothing elsewhere and are given anew; notes and rivals have their own tables (NoteTable.ts, RivalTable.ts).
 */
export class ImageRows {
  private readonly database: ProjectDatabase;
  private known: ReadonlyMap<string, string[]> | undefined;
  private knownPlaces: Place[] | undefined;
  /** Asks for `bytesOf`. */
  private knownSizes: string | undefined;

  constructor(database: ProjectDatabase) {
    this.database = database;
  }

  /** @throws AppError `project-invalid` for more bytes than an image explains */
  read(imageId: number): RowsOfImage {
    const bytes = this.bytesOf(imageId);
    const rows: RowsOfImage = new Map();
    for (const { table, where, order } of this.places) {
      if (Number(bytes[table] ?? 0) > MOST_BYTES)
        throw damaged(this.database, `the ${table} of image ${imageId}`);
      const sql = `SELECT * FROM ${table} WHERE ${where} ORDER BY ${order}`;
      const isEmpty = bytes[table] === null;
      rows.set(table, isEmpty ? [] : (this.database.prepare(sql).all({ imageId }) as RawRow[]));
    }
    return rows;
  }

  /** What people have done to an image, of each kind in its order; what was taken back is left out. */
  deeds(imageId: number): StoredDeed[] {
    return this.database
      .prepare(
        `SELECT 'stroke' AS what, at, author FROM (SELECT * FROM stroke WHERE image_id = @imageId AND undone = 0 ORDER BY position)
         UNION ALL SELECT 'object', at, author FROM (SELECT * FROM object_edit WHERE image_id = @imageId AND undone = 0 ORDER BY id)
         UNION ALL SELECT what, at, author FROM (SELECT * FROM decision WHERE image_id = @imageId AND undone = 0 ORDER BY id)`,
      )
      .all({ imageId }) as StoredDeed[];
  }

  /** What an image was like when it became one of a part; undefined for one that did not. */
  assignedVersion(imageId: number): string | undefined {
    const row = this.database.prepare('SELECT version FROM assigned WHERE image_id = ?').get(imageId);
    return (row as { version: string } | undefined)?.version;
  }

  /** Puts rows in place of those that an image has; its path stays. To be called within a transaction. */
  write(imageId: number, rows: RowsOfImage): void {
    const bytes = this.bytesOf(imageId);
    for (const table of this.tables.keys())
      if (bytes[table] !== null)
        this.database.prepare(`DELETE FROM ${table} WHERE image_id = ?`).run(imageId);
    const image = rows.get('image')![0]!;
    const names = Object.keys(image).filter((name) => name !== 'id' && name !== 'path');
    this.database
      .prepare(`UPDATE image SET ${names.map((name) => `${name} = ?`).join(', ')} WHERE id = ?`)
      .run(...names.map((name) => image[name]), imageId);
    const decisions = new Map<unknown, number>();
    for (const table of this.tables.keys())
      for (const { id, ...row } of rows.get(table) ?? []) {
        const added = this.insert(table, { ...row, image_id: imageId });
        if (table === 'decision') decisions.set(id, added);
      }
    for (const row of rows.get('label') ?? []) {
      const decision = decisions.get(row['decision_id']);
      if (decision !== undefined) this.insert('label', { ...row, decision_id: decision });
    }
  }

  private insert(table: string, row: RawRow): number {
    const columns = Object.keys(row);
    const places = columns.map(() => '?').join(', ');
    const { lastInsertRowid } = this.database
      .prepare(`INSERT INTO ${table} (${columns.map((name) => `"${name}"`).join(', ')}) VALUES (${places})`)
      .run(...Object.values(row));
    return Number(lastInsertRowid);
  }

  /** How many bytes each table has of an image; null where it has none. Most have nothing of most images, and one question tells. */
  private bytesOf(imageId: number): Record<string, number | null> {
    return this.database.prepare(this.sizes).get({ imageId }) as Record<string, number | null>;
  }

  /** By table that has rows of images, its columns. */
  private get tables(): ReadonlyMap<string, string[]> {
    if (this.known) return this.known;
    const found = this.database
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
      .all() as { name: string }[];
    const tables = found
      .filter(({ name }) => !OWN_WAYS.has(name))
      .map(({ name }) => [name, this.columnsOf(name)] as const);
    this.known = new Map(tables.filter(([, columns]) => columns.includes('image_id')));
    return this.known;
  }

  /** Where an image has rows, and their order. */
  private get places(): Place[] {
    this.knownPlaces ??= [
      { table: 'image', where: 'id = @imageId', order: 'id' },
      ...[...this.tables].map(([table, columns]) => {
        const order = ['id', 'position'].find((column) => columns.includes(column)) ?? 'image_id';
        return { table, where: 'image_id = @imageId', order };
      }),
      {
        table: 'label',
        where: 'decision_id IN (SELECT id FROM decision WHERE image_id = @imageId)',
        order: 'decision_id',
      },
    ];
    return this.knownPlaces;
  }

  private get sizes(): string {
    this.knownSizes ??= `SELECT ${this.places
      .map(({ table, where }) => {
        const size = this.columnsOf(table).map((name) => `coalesce(octet_length("${name}"), 0)`);
        return `(SELECT sum(${size.join(' + ')}) FROM ${table} WHERE ${where}) AS "${table}"`;
      })
      .join(', ')}`;
    return this.knownSizes;
  }

  private columnsOf(table: string): string[] {
    const rows = this.database.prepare('SELECT name FROM pragma_table_info(?)').all(table) as {
      name: string;
    }[];
    return rows.map(({ name }) => name);
  }
}
