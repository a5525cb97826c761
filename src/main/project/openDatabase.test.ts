import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../testing/temporaryFolder.ts';
import { ProjectFile } from './ProjectFile.ts';

const folder = temporaryFolder();
let count = 0;
const newPath = (): string => join(folder, `file-${count++}.camweave`);

/** A project that somebody else has worked on with SQL. */
function changed(sql: string): string {
  const path = newPath();
  ProjectFile.open(path, { create: true }).close();
  const database = new Database(path);
  database.unsafeMode();
  database.exec(sql);
  database.close();
  return path;
}

describe('a file that is no project', () => {
  it.each([
    ['an empty file', '', /is empty/],
    [
      'a text',
      'not a database at all, but long enough to look at'.repeat(4),
      /is not a readable Camweave project/,
    ],
  ])('such as %s is never made one', (_what, content, words) => {
    const path = newPath();
    writeFileSync(path, content);
    expect(() => ProjectFile.open(path)).toThrow(words);
    expect(() => ProjectFile.open(path, { create: true })).toThrow(words);
    expect(readFileSync(path, 'utf8')).toBe(content);
  });

  it('such as a database of another program, empty or not, keeps every byte', () => {
    for (const sql of ['', 'CREATE TABLE song (title TEXT)', 'PRAGMA user_version = 1']) {
      const path = newPath();
      const database = new Database(path);
      database.exec(`PRAGMA journal_mode = WAL; CREATE TABLE a (b); DROP TABLE a; ${sql}`);
      database.close();
      const before = readFileSync(path);
      expect(() => ProjectFile.open(path, { create: true })).toThrow('is a database of another program');
      expect(readFileSync(path).equals(before)).toBe(true);
    }
  });

  it('such as a folder is said to be one', () => {
    const path = newPath();
    mkdirSync(path);
    expect(() => ProjectFile.open(path)).toThrow(/is a folder/);
  });
});

describe('a project from a stranger', () => {
  it.each([
    [
      'a trigger',
      'CREATE TRIGGER t AFTER INSERT ON stroke BEGIN DELETE FROM image; END',
      /a trigger "t" that no project has/,
    ],
    ['a view', 'CREATE VIEW v AS SELECT 1', /a view "v" that no project has/],
    ['a table of its own', 'CREATE TABLE mine (x)', /a table "mine" that no project has/],
    ['a table that is missing', 'DROP TABLE score', /lacks the table "score"/],
    ['another table', 'DROP TABLE change; CREATE TABLE change (id, number)', /another table "change"/],
    ['an index that runs code', 'CREATE INDEX i ON image (upper(path))', /an? index "i" that no project has/],
  ])('with %s is not opened', (_what, sql, words) => {
    expect(() => ProjectFile.open(changed(sql))).toThrow(words);
  });

  it('with a text that fills the memory is not opened', () => {
    const path = changed("INSERT INTO meta VALUES ('root', CAST(zeroblob(50000000) AS TEXT))");
    expect(() => ProjectFile.open(path)).toThrow(/a meta whose value is longer/);
  });

  it('that is damaged is told from one that is whole', () => {
    const path = changed(
      "INSERT INTO image (path, bytes) WITH n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000) SELECT 'image-' || i, 1 FROM n",
    );
    const bytes = readFileSync(path);
    bytes.fill(0xab, 5 * 4096, 30 * 4096);
    writeFileSync(path, bytes);
    expect(() => ProjectFile.open(path)).toThrow(/is damaged|is not a readable Camweave project/);
  });
});

describe('a new project', () => {
  it('is there whole or not at all, and leaves nothing beside it', () => {
    const path = newPath();
    const name = path.slice(folder.length + 1);
    ProjectFile.open(path, { create: true }).close();
    expect(readdirSync(folder).filter((file) => file.startsWith(name))).toEqual([name]);
    expect(() => ProjectFile.open(join(folder, 'no', 'such.camweave'), { create: true })).toThrow(
      /The folder .*no is not there/,
    );
  });

  it('has an id that its copies share, unless they are made as projects of their own, and no other has', async () => {
    const [a, b] = [newPath(), newPath()].map((path) => ProjectFile.open(path, { create: true }));
    const [copy, another] = [newPath(), newPath()] as const;
    await a!.copyTo(copy);
    await a!.copyTo(another, { asAnother: true });
    const copied = ProjectFile.open(copy);
    expect(a!.meta.get('id')).toMatch(/^[0-9a-f]{32}$/);
    expect(copied.meta.get('id')).toBe(a!.meta.get('id'));
    expect(b!.meta.get('id')).not.toBe(a!.meta.get('id'));
    const apart = ProjectFile.open(another);
    expect(apart.meta.get('id')).toMatch(/^[0-9a-f]{32}$/);
    expect(apart.meta.get('id')).not.toBe(a!.meta.get('id'));
    for (const project of [a!, b!, copied, apart]) project.close();
  });
});

describe('what a process that was killed has left of a new file', () => {
  it('goes with the next one, that of a living process stays', () => {
    const path = newPath();
    const dead = spawnSync(process.execPath, ['-e', '']).pid;
    const [left, living] = [`${path}.${dead}-0123abcd.new`, `${path}.${process.pid}-0123abcd.new`];
    for (const file of [left, `${left}-wal`, living]) writeFileSync(file, '');
    ProjectFile.open(path, { create: true }).close();
    expect([left, `${left}-wal`, living].map((file) => existsSync(file))).toEqual([false, false, true]);
    rmSync(living);
  });
});

describe('a copy', () => {
  it('has everything, never lands on a file that is there, and is whole on its own', async () => {
    const project = ProjectFile.open(newPath(), { create: true });
    project.transaction(() => project.images.add({ path: 'a.jpg', bytes: 1, tags: undefined }));
    const copy = newPath();
    await project.copyTo(copy);
    await expect(project.copyTo(copy)).rejects.toThrow('is there already');
    await expect(project.copyTo(join(folder, 'no', 'copy.camweave'))).rejects.toThrow('is not there');
    project.close();
    const alone = newPath();
    copyFileSync(copy, alone);
    const opened = ProjectFile.open(alone);
    expect(opened.images.all()).toMatchObject([{ path: 'a.jpg' }]);
    opened.close();
    expect(readdirSync(folder).filter((name) => name.endsWith('.new'))).toEqual([]);
    expect(existsSync(`${copy}-wal`)).toBe(false);
  });
});
