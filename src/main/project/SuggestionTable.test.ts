import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import { scoredProject } from '../../../testing/scoredProject.ts';
import { temporaryFolder } from '../../../testing/temporaryFolder.ts';
import { MIGRATIONS } from './migrations.ts';
import { ProjectFile } from './ProjectFile.ts';

const folder = temporaryFolder();
const CAT = 1;
const DOG = 2;

function openProject(): ProjectFile {
  const project = scoredProject(folder, ['plain.png']);
  onTestFinished(() => project.discard());
  project.classes.add({ label: 3, name: 'owl', colour: '#000080', threshold: 0.5 });
  return project;
}

it('keeps what is likeliest, in its order, until something else is said', () => {
  const { suggestions } = openProject();
  expect(suggestions.has(1)).toBe(false);
  expect(suggestions.likeliest(1, 3)).toEqual([]);
  suggestions.put(1, [
    { label: CAT, probability: 0.1 },
    { label: DOG, probability: 0.912345 },
    { label: 3, probability: 0.4 },
  ]);
  expect(suggestions.likeliest(1, 2)).toEqual([
    { label: DOG, probability: 0.9123 },
    { label: 3, probability: 0.4 },
  ]);
  suggestions.put(1, [{ label: CAT, probability: 1 }]);
  expect(suggestions.likeliest(1, 3)).toEqual([{ label: CAT, probability: 1 }]);
  suggestions.remove(1);
  expect(suggestions.has(1)).toBe(false);
});

it('says nothing of a class that was deleted, and once what of two that became one is likelier', () => {
  const { suggestions, classes } = openProject();
  suggestions.put(1, [
    { label: DOG, probability: 0.9 },
    { label: 3, probability: 0.5 },
    { label: CAT, probability: 0.1 },
  ]);
  classes.setBecomes(DOG, 0);
  expect(suggestions.likeliest(1, 2).map(({ label }) => label)).toEqual([3, CAT]);
  classes.setBecomes(DOG, CAT);
  expect(suggestions.likeliest(1, 3)).toEqual([
    { label: CAT, probability: 0.9 },
    { label: 3, probability: 0.5 },
  ]);
});

it('takes what it cannot read for nothing, and a project of before has none', () => {
  const path = join(folder, 'old.camweave');
  const old = new Database(path);
  for (const migration of MIGRATIONS.slice(0, 5)) old.exec(migration);
  old.pragma(`application_id = ${0x43414d57}`);
  old.pragma('user_version = 5');
  old.exec("INSERT INTO image (id, path, bytes) VALUES (1, 'a.jpg', 1), (2, 'b.jpg', 1), (3, 'c.jpg', 1)");
  old.close();
  ProjectFile.open(path).close();
  const foreign = new Database(path);
  const long = JSON.stringify(Array.from({ length: 2000 }, () => [1, 0.5]));
  foreign.prepare("INSERT INTO suggestion VALUES (1, 'no JSON'), (2, '[[1, 7]]'), (3, ?)").run(long);
  foreign.close();
  const project = ProjectFile.open(path);
  for (const { id } of project.images.all()) expect(project.suggestions.likeliest(id, 3)).toEqual([]);
  project.close();
});
