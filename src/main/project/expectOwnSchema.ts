import Database from 'better-sqlite3';
import { AppError } from '../../shared/errors/AppError.ts';

interface Part {
  type: string;
  name: string;
  sql: string | null;
}

/**
 * Whether a database has exactly the tables and indexes of a project of its version: a file from elsewhere must not bring
 * triggers, views or checks that would run with it.
 *
 * @param migrations those that have made it, first to last
 * @throws AppError `project-invalid`, naming the part that differs
 */
export function expectOwnSchema(
  path: string,
  database: Database.Database,
  migrations: readonly string[],
): void {
  const fresh = new Database(':memory:');
  const wanted = new Map<string, Part>();
  try {
    for (const sql of migrations) fresh.exec(sql);
    for (const part of partsOf(fresh)) wanted.set(`${part.type} ${part.name}`, part);
  } finally {
    fresh.close();
  }
  const refuse = (what: string): AppError =>
    new AppError(
      'project-invalid',
      `${path} ${what}, so it was not made by Camweave or was damaged since. It was not opened; restore a copy.`,
    );
  for (const { type, name, sql } of partsOf(database)) {
    const part = wanted.get(`${type} ${name}`);
    if (!part) throw refuse(`has a ${type} "${name}" that no project has`);
    if (part.sql !== sql) throw refuse(`has another ${type} "${name}" than a project has`);
    wanted.delete(`${type} ${name}`);
  }
  for (const { type, name } of wanted.values()) throw refuse(`lacks the ${type} "${name}"`);
}

function partsOf(database: Database.Database): Part[] {
  return database.prepare('SELECT type, name, sql FROM sqlite_schema').all() as Part[];
}
