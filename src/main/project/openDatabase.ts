import { accessSync, constants } from 'node:fs';
import Database from 'better-sqlite3';
import { AppError } from '../../shared/errors/AppError.ts';
import { expectFolder } from './expectFolder.ts';
import { expectOwnSchema } from './expectOwnSchema.ts';
import { expectSound } from './expectSound.ts';
import { putInPlace, removeTemporary, temporaryFor } from './putInPlace.ts';
import { APPLICATION_ID, readHeader } from './readHeader.ts';
import { expectOwnLog } from './WriteAheadLog.ts';

/** How long to wait for another process that is just closing the file. */
const PATIENCE_MS = 300;
/** Pages of the file that are kept in memory, in KiB. */
const CACHE_KIB = 16_000;

/**
 * Opens the database of a project, held exclusively, and lifts it to the present version. The file may be anybody's: it is looked
 * at before it is opened, and nothing that it brings is run.
 *
 * @param migrations SQL from version to version
 * @throws AppError `project-invalid`, `project-newer`; errors of SQLite
 */
export function openDatabase(path: string, migrations: readonly string[]): Database.Database {
  expectKnown(path, readHeader(path), migrations);
  expectWritable(path);
  expectOwnLog(path);
  const database = new Database(path, { timeout: PATIENCE_MS });
  try {
    // First of all: with it SQLite keeps the index of the log in memory, not in a file beside it.
    database.pragma('locking_mode = EXCLUSIVE');
    database.pragma('trusted_schema = OFF');
    database.pragma('cell_size_check = ON');
    database.pragma(`cache_size = -${CACHE_KIB}`);
    // The log may hold more than the file: a version, for one.
    const version = database.pragma('user_version', { simple: true }) as number;
    expectKnown(path, version, migrations);
    takeLock(database);
    expectOwnSchema(path, database, migrations.slice(0, version));
    expectSound(path, database);
    useLog(database);
    if (version < migrations.length) lift(database, migrations, version);
    // What a process that was killed has left in the log belongs into the file.
    database.pragma('wal_checkpoint(TRUNCATE)');
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** SQLite would say only that it cannot lock it. */
function expectWritable(path: string): void {
  try {
    accessSync(path, constants.R_OK | constants.W_OK);
  } catch (cause) {
    throw new AppError(
      'not-writable',
      `${path} cannot be written (${(cause as NodeJS.ErrnoException).code}). A project is written to while it is open: copy it ` +
        'to a place of your own, or change the permissions of the file.',
      { cause },
    );
  }
}

/**
 * Makes the file of a new project: whole, or not at all.
 *
 * @throws AppError `not-found` where its folder is not there, `not-writable`; errors of SQLite
 */
export function createDatabase(path: string, migrations: readonly string[]): void {
  expectFolder(path);
  const temporary = temporaryFor(path);
  try {
    const database = new Database(temporary);
    try {
      lift(database, migrations, 0);
      useLog(database);
    } finally {
      database.close();
    }
    putInPlace(temporary, path);
  } finally {
    removeTemporary(temporary);
  }
}

function expectKnown(path: string, version: number, migrations: readonly string[]): void {
  if (version <= migrations.length) return;
  throw new AppError(
    'project-newer',
    `${path} was made by a newer Camweave (file version ${version}, this one knows ${migrations.length}). ` +
      'Update Camweave; the file was not changed.',
  );
}

/** An immediate transaction takes the write lock, which a second process would have to wait for. */
function takeLock(database: Database.Database): void {
  database.transaction(() => undefined).immediate();
}

function useLog(database: Database.Database): void {
  database.pragma('journal_mode = WAL');
  // On the disk before it is acknowledged, a power loss included.
  database.pragma('synchronous = FULL');
  // WriteAheadLog says when; SQLite itself would begin the log anew without a mark.
  database.pragma('wal_autocheckpoint = 0');
  database.pragma('foreign_keys = ON');
}

function lift(database: Database.Database, migrations: readonly string[], version: number): void {
  database
    .transaction(() => {
      for (const sql of migrations.slice(version)) database.exec(sql);
      database.pragma(`application_id = ${APPLICATION_ID}`);
      database.pragma(`user_version = ${migrations.length}`);
    })
    .immediate();
}
