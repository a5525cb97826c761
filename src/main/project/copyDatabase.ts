import { existsSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { AppError } from '../../shared/errors/AppError.ts';
import { expectFolder } from './expectFolder.ts';
import { putInPlace, removeTemporary, temporaryFor } from './putInPlace.ts';
import { explainProjectError } from './sqliteErrors.ts';

/** Pages a turn: other work goes on between two of them. */
const PAGES = 500;

/**
 * Copies an open database with SQLite's backup API; whole, or not at all.
 *
 * @throws AppError `not-writable` where a file is there already, `not-found` where its folder is not, `disk-full`
 */
export async function copyDatabase(database: Database, path: string): Promise<void> {
  expectFolder(path);
  if (existsSync(path))
    throw new AppError('not-writable', `${path} is there already. Choose another name, or delete it first.`);
  removeTemporary(path);
  try {
    await database.backup(temporaryFor(path), { progress: () => PAGES });
    putInPlace(path);
  } catch (error) {
    throw explainProjectError(path, error);
  } finally {
    removeTemporary(path);
  }
}
