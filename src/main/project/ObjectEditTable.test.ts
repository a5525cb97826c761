import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import { scoredProject } from '../../../testing/scoredProject.ts';
import { temporaryFolder } from '../../../testing/temporaryFolder.ts';
import type { ObjectEdit } from '../../shared/objects/ObjectEdit.ts';
import { MIGRATIONS } from './migrations.ts';
import { ProjectFile } from './ProjectFile.ts';

const BY = { at: '2026-01-01T00:00:00Z', author: 'somebody' };
const CUT: ObjectEdit = {
  kind: 'cut',
  points: [
    { x: 2.5, y: 0 },
    { x: 2.25, y: 8 },
  ],
};
const JOIN: ObjectEdit = {
  kind: 'join',
  points: [
    { x: 1, y: 1 },
    { x: 5, y: 5 },
  ],
};

function openProject(): ProjectFile {
  const project = scoredProject(temporaryFolder(), ['plain.png', 'plain.jpg']);
  onTestFinished(() => project.discard());
  return project;
}

it('keeps the edits of each image in order, and which were taken back', () => {
  const { objectEdits } = openProject();
  objectEdits.add(1, CUT, BY);
  objectEdits.add(1, JOIN, BY);
  objectEdits.add(2, JOIN, BY);
  const [first, second] = objectEdits.all(1);
  expect(objectEdits.standing(1)).toEqual([CUT, JOIN]);
  objectEdits.setUndone(1, second!.id, true);
  expect(objectEdits.standing(1)).toEqual([CUT]);
  expect(objectEdits.all(1)).toEqual([
    { ...first, undone: false },
    { ...second, undone: true },
  ]);
  objectEdits.setUndone(1, second!.id, false);
  expect(objectEdits.standing(1)).toEqual([CUT, JOIN]);
  // One of another image is left alone.
  objectEdits.setUndone(2, second!.id, true);
  expect(objectEdits.standing(1)).toEqual([CUT, JOIN]);
  objectEdits.remove(1);
  expect(objectEdits.all(1)).toEqual([]);
  expect(objectEdits.standing(2)).toEqual([JOIN]);
});

it('forgets what was taken back once something else is done, and never gives its number again', () => {
  const { objectEdits } = openProject();
  objectEdits.add(1, CUT, BY);
  const { id } = objectEdits.all(1)[0]!;
  objectEdits.setUndone(1, id, true);
  objectEdits.add(1, JOIN, BY);
  expect(objectEdits.all(1).map(({ edit }) => edit)).toEqual([JOIN]);
  expect(objectEdits.all(1)[0]!.id).toBeGreaterThan(id);
});

it('refuses edits that Camweave cannot have written, and says where', () => {
  const project = openProject();
  const { path } = project;
  const texts = [
    '{',
    '{"kind":"cut","points":[]}',
    '{"kind":"cut","points":[{"x":1,"y":1},{"x":1e9,"y":1}]}',
    '{"kind":"join","points":[{"x":1,"y":1},{"x":1,"y":1},{"x":1,"y":1}]}',
    '{"kind":"melt","points":[{"x":1,"y":1},{"x":2,"y":1}]}',
    JSON.stringify({ kind: 'cut', points: Array.from({ length: 1001 }, () => ({ x: 1, y: 1 })) }),
    JSON.stringify({ ...CUT, more: ' '.repeat(100_000) }),
  ];
  project.close();
  for (const text of texts) {
    const database = new Database(path);
    database.prepare('DELETE FROM object_edit').run();
    database.prepare("INSERT INTO object_edit (image_id, edit, at, author) VALUES (1, ?, '', '')").run(text);
    database.close();
    const again = ProjectFile.open(path);
    expect(() => again.objectEdits.all(1)).toThrow(/is damaged at the objects of image 1/);
    expect(again.objectEdits.all(2)).toEqual([]);
    again.close();
  }
});

it('is empty in a project from before there were objects', () => {
  const path = join(temporaryFolder(), 'old.camweave');
  const old = new Database(path);
  for (const migration of MIGRATIONS.slice(0, 8)) old.exec(migration);
  old.pragma(`application_id = ${0x43414d57}`);
  old.pragma('user_version = 8');
  old.exec("INSERT INTO image (id, path, bytes, state) VALUES (1, 'a.jpg', 1, 'new')");
  old.close();
  const project = ProjectFile.open(path);
  expect(project.objectEdits.all(1)).toEqual([]);
  project.transaction(() => project.objectEdits.add(1, CUT, BY));
  project.close();
  const again = ProjectFile.open(path);
  expect(again.objectEdits.standing(1)).toEqual([CUT]);
  again.close();
});
