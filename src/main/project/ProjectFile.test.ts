import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { mask } from '../../../testing/maskMatchers.ts';
import { temporaryFolder } from '../../../testing/temporaryFolder.ts';
import { MIGRATIONS } from './migrations.ts';
import { ProjectFile } from './ProjectFile.ts';

const folder = temporaryFolder();
const BY = { at: '2026-01-01T00:00:00Z', author: 'somebody' };
let count = 0;
const newPath = (): string => join(folder, `project-${count++}.camweave`);

/** A project with one image, closed again by the test. */
function newProject(path = newPath()): ProjectFile {
  const project = ProjectFile.open(path, { create: true });
  project.transaction(() => {
    project.classes.add({ label: 1, name: 'cat', colour: '#800000', threshold: 0.6 });
    project.images.add({ path: 'a.jpg', bytes: 10, tags: [1] });
  });
  return project;
}

describe('a project file', () => {
  it('keeps what was written, across closing and opening', () => {
    const path = newPath();
    const project = newProject(path);
    const values = Float16Array.from([0, 0.25, 0.5, 1]);
    project.transaction(() =>
      project.scores.put(1, { packHash: 'p', parameterHash: 'q', grid: 2, labels: [1], values }),
    );
    project.close();
    const again = ProjectFile.open(path);
    expect(again.classes.all()).toEqual([
      { label: 1, name: 'cat', colour: '#800000', threshold: 0.6, guessed: true },
    ]);
    expect(again.images.all()).toMatchObject([
      { path: 'a.jpg', tags: [1], state: 'new', tagSource: 'source' },
    ]);
    expect(again.scores.get(1)).toMatchObject({
      ...{ packHash: 'p', parameterHash: 'q', grid: 2, labels: [1], values, head: 0 },
    });
    again.close();
  });

  it('cannot be opened by a second process while it is open, and can afterwards', () => {
    const path = newPath();
    const project = newProject(path);
    const open = `import('${join(import.meta.dirname, 'ProjectFile.ts')}').then(({ ProjectFile }) => {
      try { ProjectFile.open(${JSON.stringify(path)}).close(); console.log('opened'); }
      catch (error) { console.log(error.code, error.message); }
    })`;
    const second = (): string => spawnSync(process.execPath, ['-e', open], { encoding: 'utf8' }).stdout;
    expect(second()).toContain(`project-busy ${path} is open in another Camweave`);
    project.close();
    expect(second().trim()).toBe('opened');
  });

  it('of a newer version is refused and stays as it is', () => {
    const path = newPath();
    newProject(path).close();
    const database = new Database(path);
    database.pragma('user_version = 99');
    database.close();
    const before = readFileSync(path);
    expect(() => ProjectFile.open(path)).toThrow(/made by a newer Camweave \(file version 99/);
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('of an older version is lifted, its content kept', () => {
    const path = newPath();
    newProject(path).close();
    const migrations = [...MIGRATIONS, "ALTER TABLE image ADD COLUMN note TEXT NOT NULL DEFAULT 'none'"];
    const project = ProjectFile.open(path, { migrations });
    expect(project.images.all()).toHaveLength(1);
    project.close();
    const database = new Database(path);
    expect(database.pragma('user_version', { simple: true })).toBe(migrations.length);
    expect(database.prepare('SELECT note FROM image').all()).toEqual([{ note: 'none' }]);
    database.close();
  });

  it('from before decisions had a history keeps what was accepted and rejected', () => {
    const path = newPath();
    const old = new Database(path);
    old.exec(MIGRATIONS[0]!);
    old.pragma(`application_id = ${0x43414d57}`);
    old.pragma('user_version = 1');
    old.exec(`INSERT INTO image (id, path, bytes, state) VALUES (1, 'a.jpg', 1, 'accepted'), (2, 'b.jpg', 1, 'rejected');
      INSERT INTO label VALUES (1, x'0102', '{"acceptedAt":"2026-01-01T00:00:00Z"}')`);
    old.close();
    const project = ProjectFile.open(path);
    expect(project.decisions.last(1)).toMatchObject({
      what: 'accept',
      at: '2026-01-01T00:00:00Z',
      author: '',
    });
    expect(project.decisions.last(2)).toMatchObject({ what: 'reject', at: null });
    expect([...project.labels.get(1)!.png]).toEqual([1, 2]);
    expect(project.labels.get(2)).toBeUndefined();
    project.close();
  });

  it('from before classes had an order has them by their labels, and then as they are put', () => {
    const path = newPath();
    const old = new Database(path);
    for (const migration of MIGRATIONS.slice(0, 3)) old.exec(migration);
    old.pragma(`application_id = ${0x43414d57}`);
    old.pragma('user_version = 3');
    old.exec(
      "INSERT INTO class VALUES (2, 'dog', '#008000', 0.2), (1, 'cat', '#800000', 0.1), (7, 'owl', '#000080', 0.7)",
    );
    old.close();
    const project = ProjectFile.open(path);
    const names = (): string[] => project.classes.all().map(({ name }) => name);
    expect(names()).toEqual(['cat', 'dog', 'owl']);
    expect(project.classes.all()[2]).toMatchObject({
      label: 7,
      name: 'owl',
      colour: '#000080',
      threshold: 0.7,
    });
    project.classes.setOrder([7, 1, 2]);
    project.classes.add({ label: 8, name: 'cow', colour: '#808000', threshold: 0.5 });
    expect(names()).toEqual(['owl', 'cat', 'dog', 'cow']);
    project.close();
  });

  it('from before statistics has nothing counted, and no time', () => {
    const path = newPath();
    const old = new Database(path);
    const before = MIGRATIONS.findIndex((sql) => sql.includes('CREATE TABLE active_time'));
    for (const migration of MIGRATIONS.slice(0, before)) old.exec(migration);
    old.pragma(`application_id = ${0x43414d57}`);
    old.pragma(`user_version = ${before}`);
    old.exec(
      `INSERT INTO image (id, path, bytes, width, height, state) VALUES (1, 'a.jpg', 1, 4, 3, 'rejected')`,
    );
    old.close();
    const project = ProjectFile.open(path);
    expect([project.figures.lacking(), project.activeTime.byAuthor()]).toEqual([[1], []]);
    const figures = { area: 12, classes: [{ label: 1, area: 5, components: 2 }], compared: undefined };
    project.transaction(() => project.figures.put(1, 'basis', figures));
    project.transaction(() => project.activeTime.add(1, 'ada', 2.5));
    expect([...project.figures.between(0, 1)]).toEqual([[1, figures]]);
    expect([...project.activeTime.seconds(0, 1)]).toEqual([[1, 2.5]]);
    project.close();
    // What somebody else has written there is as good as nothing.
    const odd = new Database(path);
    odd.exec(`UPDATE figure SET figures = '{"area":-1}'`);
    odd.close();
    const again = ProjectFile.open(path);
    expect(again.figures.between(0, 1).size).toBe(0);
    again.close();
  });

  it('from before masks could be imported keeps its scores, as made here', () => {
    const path = newPath();
    const before = MIGRATIONS.findIndex((sql) => sql.includes('CREATE TABLE given'));
    const old = new Database(path);
    for (const sql of MIGRATIONS.slice(0, before)) old.exec(sql);
    old.pragma(`application_id = ${0x43414d57}`);
    old.pragma(`user_version = ${before}`);
    old.exec(`INSERT INTO class (label, name, colour, threshold, position) VALUES (1, 'cat', '#800000', 0.5, 1);
      INSERT INTO image (id, path, bytes, state) VALUES (1, 'a.jpg', 1, 'proposed');
      INSERT INTO score (image_id, pack_hash, parameter_hash, grid, labels, maps) VALUES (1, 'p', 'q', 1, '[1]', x'003c')`);
    old.close();
    const project = ProjectFile.open(path);
    expect(project.scores.get(1)).toMatchObject({ packHash: 'p', origin: undefined });
    expect([project.scores.taughtOf(1), project.given.has(1)]).toEqual([{ head: 0, dispute: null }, false]);
    const given = { origin: 'SEAM', labels: mask('01v').data, at: BY.at };
    project.transaction(() => project.given.put(1, given));
    expect(project.given.get(1, 3)).toEqual(given);
    expect(() => project.given.get(1, 4)).toThrow('is damaged at the imported labels of image 1');
    expect(project.given.writtenLabels()).toEqual([1]);
    project.close();
  });

  it('is left alone by a migration that fails half-way', () => {
    const path = newPath();
    newProject(path).close();
    const migrations = [
      ...MIGRATIONS,
      'ALTER TABLE image ADD COLUMN half TEXT; SELECT nonsense FROM nowhere',
    ];
    expect(() => ProjectFile.open(path, { migrations })).toThrow();
    const project = ProjectFile.open(path);
    expect(project.images.all()).toHaveLength(1);
    project.close();
  });

  it('that is none is refused in words', () => {
    const text = newPath();
    writeFileSync(text, 'these are not the bytes of a database, but there are enough of them to look at');
    expect(() => ProjectFile.open(text)).toThrow('is not a readable Camweave project');
    const foreign = newPath();
    const database = new Database(foreign);
    database.exec('CREATE TABLE song (title TEXT)');
    database.close();
    expect(() => ProjectFile.open(foreign)).toThrow('is a database of another program');
    expect(() => ProjectFile.open(join(folder, 'absent.camweave'))).toThrow('does not exist');
    expect(() => ProjectFile.open(join(folder, 'no', 'such', 'folder.camweave'), { create: true })).toThrow();
  });

  it('keeps all of a transaction or nothing', () => {
    const project = newProject();
    expect(() =>
      project.transaction(() => {
        project.images.setState(1, 'accepted');
        throw new Error('on the way');
      }),
    ).toThrow('on the way');
    expect(project.images.get(1)!.state).toBe('new');
    project.close();
  });
});

describe('tags of an image', () => {
  it('follow the source, but never replace what a person said', () => {
    const project = newProject();
    expect(project.images.add({ path: 'a.jpg', bytes: 10, tags: [1, 2] })).toBe(false);
    expect(project.images.get(1)!.tags).toEqual([1, 2]);
    project.images.setTags(1, [3], 'person');
    project.images.add({ path: 'a.jpg', bytes: 10, tags: [1] });
    expect(project.images.get(1)).toMatchObject({ tags: [3], tagSource: 'person' });
    project.images.add({ path: 'a.jpg', bytes: 10, tags: undefined });
    expect(project.images.get(1)!.tags).toEqual([3]);
    project.close();
  });
});

describe('strokes', () => {
  const square = (x: number, y: number, before: string, after: string) => ({
    ...{ label: 1, x, y, width: 2, height: 2 },
    before: mask(before).data,
    after: mask(after).data,
  });

  it('lie one over the other, come off one by one, and go on again', () => {
    const path = newPath();
    let project = newProject(path);
    const layer = () => ({ width: 4, height: 3, data: project.strokes.humanLayer(1, 4, 3) });
    project.strokes.add(1, square(0, 0, '../..', '11/1.'), BY);
    project.strokes.add(1, square(1, 0, '1./..', '22/v2'), BY);
    expect(layer()).toMatchMask('122./1v2./....');
    project.strokes.undo(1);
    expect(layer()).toMatchMask('11../1.../....');
    project.close();
    project = ProjectFile.open(path);
    project.strokes.redo(1);
    expect(layer()).toMatchMask('122./1v2./....');
    expect(project.strokes.redo(1)).toBeUndefined();
    project.close();
  });

  it('a new stroke drops what had been undone', () => {
    const project = newProject();
    project.strokes.add(1, square(0, 0, '../..', '11/11'), BY);
    project.strokes.add(1, square(0, 0, '11/11', '22/22'), BY);
    project.strokes.undo(1);
    project.strokes.add(1, square(0, 0, '11/11', '33/33'), BY);
    expect(project.strokes.redo(1)).toBeUndefined();
    expect({ width: 2, height: 2, data: project.strokes.humanLayer(1, 2, 2) }).toMatchMask('33/33');
    project.close();
  });
});
