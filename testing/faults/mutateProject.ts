import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import Database from 'better-sqlite3';

export const MUTATIONS = ['bytes', 'block', 'length', 'log', 'row', 'schema'] as const;
export type Mutation = (typeof MUTATIONS)[number];

/** A project file, and the log that a crash has left beside it. */
export interface Original {
  file: string;
  log: string;
}

let bomb: Buffer | undefined;
/** Two hundred megabytes in two hundred kilobytes. */
const inflates = (): Buffer => (bomb ??= deflateRawSync(new Uint8Array(200_000_000)));

/** Copies a project to `path` and damages it as a failing disk, a careless program or a stranger might. */
export function mutateProject(
  { file, log }: Original,
  path: string,
  mutation: Mutation,
  random: () => number,
): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true });
  copyFileSync(file, path);
  const below = (n: number): number => Math.floor(random() * n);
  const damage = (target: string, change: (bytes: Buffer) => Buffer): void =>
    writeFileSync(target, change(readFileSync(target)));
  const flip = (bytes: Buffer): Buffer => {
    for (let n = 1 + below(40); n > 0; n--) bytes[below(bytes.length)] = below(256);
    return bytes;
  };
  if (mutation === 'bytes') damage(path, flip);
  else if (mutation === 'block')
    damage(path, (bytes) => {
      const from = below(bytes.length);
      const to = Math.min(bytes.length, from + 1 + below(8192));
      if (random() < 0.5) return bytes.fill(below(256), from, to);
      bytes.copyWithin(below(bytes.length), from, to);
      return bytes;
    });
  else if (mutation === 'length')
    damage(path, (bytes) =>
      random() < 0.7
        ? bytes.subarray(0, below(bytes.length))
        : Buffer.concat([bytes, bytes.subarray(below(9000))]),
    );
  else if (mutation === 'log') {
    copyFileSync(log, `${path}-wal`);
    damage(`${path}-wal`, random() < 0.5 ? flip : (bytes) => bytes.subarray(0, below(bytes.length)));
    if (random() < 0.2) damage(path, flip);
  } else {
    const database = new Database(path);
    database.unsafeMode();
    try {
      if (mutation === 'row') changeRows(database, random);
      else database.exec(pick(SCHEMA_CHANGES, random));
    } finally {
      database.close();
    }
  }
  if (!existsSync(path)) throw new Error(`${path} is gone`);
}

const SCHEMA_CHANGES = [
  'CREATE TRIGGER t AFTER INSERT ON stroke BEGIN DELETE FROM stroke; END',
  'CREATE TRIGGER t AFTER UPDATE ON image BEGIN UPDATE meta SET value = \'"/etc"\'; END',
  'CREATE VIEW v AS SELECT * FROM image',
  'DROP TABLE label',
  'ALTER TABLE image ADD COLUMN extra TEXT',
  'ALTER TABLE class RENAME TO klass',
  'CREATE VIRTUAL TABLE f USING fts5(x)',
  'DROP INDEX image_by_state',
  'PRAGMA application_id = 7',
  'PRAGMA user_version = 77',
  'PRAGMA user_version = 0',
  'PRAGMA user_version = 1',
];

/** Sets a few columns of random rows to what no Camweave writes. */
function changeRows(database: Database.Database, random: () => number): void {
  database.pragma('ignore_check_constraints = ON');
  database.pragma('foreign_keys = OFF');
  const tables = [
    'meta',
    'class',
    'image',
    'score',
    'stroke',
    'label',
    'decision',
    'object_edit',
    'change',
    'log_mark',
  ];
  for (let n = 1 + Math.floor(random() * 3); n > 0; n--) {
    const table = pick(tables, random);
    const columns = database.prepare('SELECT name, type FROM pragma_table_info(?)').all(table) as {
      name: string;
      type: string;
    }[];
    const { name, type } = pick(columns, random);
    try {
      database
        .prepare(
          `UPDATE ${table} SET "${name}" = ? WHERE rowid IN (SELECT rowid FROM ${table} ORDER BY random() LIMIT 2)`,
        )
        .run(strange(type, random));
    } catch {
      // A table without row numbers, or a value that its type does not allow: try all rows, or leave it.
      try {
        database.prepare(`UPDATE ${table} SET "${name}" = ?`).run(strange(type, random));
      } catch {
        continue;
      }
    }
  }
}

function strange(type: string, random: () => number): unknown {
  if (type === 'INTEGER')
    return pick([0, -1, 1, 7, 254, 255, 99_999, 2 ** 31, 2 ** 40, Number.MAX_SAFE_INTEGER], random);
  if (type === 'REAL') return pick([-1, 2, 1e300, Infinity, 0.5], random);
  if (type === 'BLOB')
    return pick(
      [
        Buffer.alloc(0),
        Buffer.from('no pixels'),
        inflates(),
        Buffer.alloc(30_000_000, 1),
        deflateRawSync(Buffer.alloc(7)),
      ],
      random,
    );
  return pick(
    [
      '',
      '{',
      'null',
      '[]',
      '[1,2,3,900]',
      '{"1":5}',
      '[[1]]',
      '"/etc/passwd"',
      '../../etc/passwd',
      '/etc/passwd',
      '\u0000',
      '\u001b[2J',
    ].concat([
      'x'.repeat(5_000_000),
      '{"__proto__":{"a":1}}',
      '1e999',
      '"//server/share"',
      '<script>',
      'accepted',
      'reject',
    ]),
    random,
  );
}

function pick<T>(items: readonly T[], random: () => number): T {
  return items[Math.floor(random() * items.length)]!;
}
