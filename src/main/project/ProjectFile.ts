import { existsSync, rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import { AppError } from '../../shared/errors/AppError.ts';
import { ClassTable } from './ClassTable.ts';
import { DecisionTable } from './DecisionTable.ts';
import { ImageTable } from './ImageTable.ts';
import { LabelTable } from './LabelTable.ts';
import { MetaTable } from './MetaTable.ts';
import { MIGRATIONS } from './migrations.ts';
import { ScoreTable } from './ScoreTable.ts';
import { withProjectErrors } from './sqliteErrors.ts';
import { StrokeTable } from './StrokeTable.ts';

/** "CAMW": marks a SQLite file as a Camweave project. */
const APPLICATION_ID = 0x43414d57;
/** How long to wait for another process that is just closing the file. */
const PATIENCE_MS = 300;

/**
 * A project: one SQLite file in WAL mode, held exclusively while it is open, so that a second Camweave cannot
 * open it; the operating system lets go of the lock when the process dies.
 */
export class ProjectFile {
  readonly path: string;
  readonly meta: MetaTable;
  readonly classes: ClassTable;
  readonly images: ImageTable;
  readonly scores: ScoreTable;
  readonly strokes: StrokeTable;
  readonly decisions: DecisionTable;
  readonly labels: LabelTable;
  private readonly database: Database.Database;

  private constructor(path: string, database: Database.Database) {
    this.path = path;
    this.database = database;
    this.meta = new MetaTable(database);
    this.classes = new ClassTable(database);
    this.images = new ImageTable(database);
    this.scores = new ScoreTable(database);
    this.strokes = new StrokeTable(database);
    this.decisions = new DecisionTable(database);
    this.labels = new LabelTable(database);
  }

  /**
   * Opens a project, lifting an older version to the present one; or creates it where `create` is set.
   *
   * @throws AppError `not-found`, `project-busy`, `project-newer`, `project-invalid`, `not-writable`, `disk-full`
   */
  static open(path: string, { create = false, migrations = MIGRATIONS } = {}): ProjectFile {
    if (!create && !existsSync(path)) {
      throw new AppError(
        'not-found',
        `${path} does not exist. \`camweave propose SOURCE --project FILE\` creates a project.`,
      );
    }
    return withProjectErrors(path, () => {
      const database = new Database(path, { timeout: PATIENCE_MS });
      try {
        prepare(path, database, migrations);
        return new ProjectFile(path, database);
      } catch (error) {
        database.close();
        throw error;
      }
    });
  }

  /** Does several writes as one: all of them are kept, or none. */
  transaction<T>(work: () => T): T {
    return withProjectErrors(this.path, () => this.database.transaction(work).immediate());
  }

  close(): void {
    this.database.close();
  }

  /** Closes a project that was created in vain and removes its file. */
  discard(): void {
    this.close();
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${this.path}${suffix}`, { force: true });
  }
}

function prepare(path: string, database: Database.Database, migrations: readonly string[]): void {
  database.pragma('locking_mode = EXCLUSIVE');
  const version = database.pragma('user_version', { simple: true }) as number;
  const application = database.pragma('application_id', { simple: true }) as number;
  const tables = database.prepare('SELECT count(*) AS n FROM sqlite_schema').get() as { n: number };
  if (application !== APPLICATION_ID && (tables.n > 0 || version > 0)) {
    throw new AppError(
      'project-invalid',
      `${path} is a database of another program, not a Camweave project.`,
    );
  }
  if (version > migrations.length) {
    throw new AppError(
      'project-newer',
      `${path} was made by a newer Camweave (file version ${version}, this one knows ${migrations.length}). ` +
        'Update Camweave; the file was not changed.',
    );
  }
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = NORMAL');
  database.pragma('foreign_keys = ON');
  // An immediate transaction takes the write lock, which a second process would have to wait for.
  database
    .transaction(() => {
      for (const sql of migrations.slice(version)) database.exec(sql);
      database.pragma(`application_id = ${APPLICATION_ID}`);
      database.pragma(`user_version = ${migrations.length}`);
    })
    .immediate();
}
