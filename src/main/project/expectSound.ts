import type { Database } from 'better-sqlite3';
import { AppError } from '../../shared/errors/AppError.ts';

/** Texts that are read for all rows at once, and how many bytes each may have: far more than Camweave writes. */
const LONGEST: readonly [table: string, column: string, bytes: number][] = [
  ['meta', 'value', 4_000_000],
  ['class', 'name', 1_000_000],
  ['class', 'colour', 100],
  ['image', 'path', 100_000],
  ['image', 'tags', 10_000],
  ['image', 'thresholds', 100_000],
  ['image', 'problem', 100_000],
  ['decision', 'author', 100_000],
  ['stroke', 'author', 100_000],
  ['stroke', 'labels', 10_000],
  ['object_edit', 'author', 100_000],
  ['agreement', 'basis', 1000],
  ['given', 'origin', 100_000],
  ['given', 'written', 10_000],
  ['given', 'at', 100],
  ['score', 'origin', 100_000],
  ['assigned', 'version', 100],
  ['rival', 'author', 100_000],
  ['rival', 'at', 100],
  ['rival', 'written', 10_000],
  ['risk', 'basis', 1_000],
  ['risk', 'classes', 10_000],
  ['figure', 'basis', 1000],
  ['active_time', 'author', 100_000],
];

/**
 * Whether a database is whole, and none of its texts so long that reading them would take all memory.
 *
 * @throws AppError `project-invalid`
 */
export function expectSound(path: string, database: Database): void {
  const [found] = database.pragma('quick_check(1)', { simple: false }) as { quick_check: string }[];
  if (found?.quick_check !== 'ok')
    throw new AppError(
      'project-invalid',
      `${path} is damaged (${found?.quick_check ?? 'no answer'}). Restore a copy; this file was not changed.`,
    );
  const columns = new Map<string, Set<string>>();
  for (const [table, column, bytes] of LONGEST) {
    if (!columns.has(table)) columns.set(table, columnsOf(database, table));
    if (!columns.get(table)!.has(column)) continue;
    const row = database.prepare(`SELECT max(octet_length(${column})) AS longest FROM ${table}`).get();
    if (((row as { longest: number | null }).longest ?? 0) <= bytes) continue;
    throw new AppError(
      'project-invalid',
      `${path} has a ${table} whose ${column} is longer than any that Camweave writes. It was not opened; restore a copy.`,
    );
  }
}

/** Older versions lack some. */
function columnsOf(database: Database, table: string): Set<string> {
  const rows = database.prepare('SELECT name FROM pragma_table_info(?)').all(table) as { name: string }[];
  return new Set(rows.map(({ name }) => name));
}
