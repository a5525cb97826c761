import { randomBytes } from 'node:crypto';
import type { Database } from 'better-sqlite3';

/** Makes the database of a copy a project of its own. */
export function giveNewId(database: Database): void {
  const id = randomBytes(16).toString('hex');
  database.prepare("UPDATE meta SET value = ? WHERE key = 'id'").run(JSON.stringify(id));
}
