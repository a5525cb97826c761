import { createHash } from 'node:crypto';
import Database from 'better-sqlite3';

/** Names that are given by chance, and what a file keeps of itself. */
const OWN = new Set(['log_mark', 'change']);

/**
 * All rows of a project file that nobody has open, as lines in an order of their own: ids of rows, which mean nothing, are replaced by what they name,
 * and bytes by their hash. Two files of the same lines say the same.
 */
export function projectRows(path: string): string[] {
  const database = new Database(path, { readonly: true });
  const all = (sql: string): Record<string, unknown>[] =>
    database.prepare(sql).all() as Record<string, unknown>[];
  const paths = new Map(all('SELECT id, path FROM image').map((row) => [row['id'], row['path']]));
  const notes = new Map(all('SELECT id, said FROM review_note').map((row) => [row['id'], row['said']]));
  const decisions = new Map(
    all('SELECT * FROM decision').map((row) => [
      row['id'],
      [paths.get(row['image_id']), row['what'], row['at']],
    ]),
  );
  const plain = (value: unknown): unknown =>
    value instanceof Uint8Array ? createHash('sha256').update(value).digest('hex') : value;
  const lines = all(
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
  ).flatMap(({ name }) => {
    if (OWN.has(String(name))) return [];
    return all(`SELECT * FROM ${String(name)}`).map((row) => {
      const named = Object.entries(row).flatMap(([column, value]) => {
        if (column === 'id') return [];
        if (column === 'image_id') return [[column, paths.get(value)]];
        if (column === 'decision_id') return [[column, decisions.get(value)]];
        if (column === 'note_id') return [[column, notes.get(value) ?? null]];
        return [[column, plain(value)]];
      });
      return `${String(name)} ${JSON.stringify(named)}`;
    });
  });
  database.close();
  // The id of a project is its own.
  return lines.filter((line) => !line.startsWith('meta [["key","id"]')).sort();
}
