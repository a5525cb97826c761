import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import { expectFolder } from './expectFolder.ts';
import { expectOpen } from './ProjectDatabase.ts';
import { putInPlace, removeTemporary, takenAlready, temporaryFor } from './putInPlace.ts';
import { explainProjectError } from './sqliteErrors.ts';

/** Pages a turn: other work goes on between two of them. */
const PAGES = 500;

/**
 * Copies an open database with SQLite's backup API; whole, or not at all.
 *
 * @param change what to do to the copy before anybody sees it
 * @throws AppError `not-writable` where a file is there already, `not-found` where its folder is not, `disk-full`
 */
export async function copyDatabase(
  database: Database.Database,
  path: string,
  change?: (copy: Database.Database) => void,
): Promise<void> {
  expectOpen(database);
  expectFolder(path);
  if (existsSync(path)) throw takenAlready(path);
  const temporary = temporaryFor(path);
  try {
    await database.backup(temporary, { progress: () => PAGES });
    if (change) {
      const copy = new Database(temporary);
      try {
        change(copy);
      } finally {
        copy.close();
      }
    }
    putInPlace(temporary, path);
  } catch (error) {
    expectOpen(database);
    throw explainProjectError(path, error);
  } finally {
    removeTemporary(temporary);
  }
}
