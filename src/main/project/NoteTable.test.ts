import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import { scoredProject } from '../../../testing/scoredProject.ts';
import { temporaryFolder } from '../../../testing/temporaryFolder.ts';
import { ProjectFile } from './ProjectFile.ts';

const BY = { when: '2026-01-01T00:00:00Z', author: 'somebody' };

function openProject(): ProjectFile {
  const project = scoredProject(temporaryFolder(), ['plain.png', 'plain.jpg']);
  onTestFinished(() => project.discard());
  return project;
}

it('notes stand in order, and go and come back under their id', () => {
  const project = openProject();
  const flag = { kind: 'flag', text: 'here?', at: { x: 0.25, y: 1 } } as const;
  const verdict = { kind: 'verdict', text: 'edge', at: null } as const;
  const [first, second] = [project.notes.add(1, flag, BY), project.notes.add(2, verdict, BY)];
  expect(project.notes.all()).toEqual([
    { ...flag, id: first, imageId: 1, ...BY },
    { ...verdict, id: second, imageId: 2, ...BY },
  ]);
  project.notes.setUndone(first, true);
  expect(project.notes.all().map(({ id }) => id)).toEqual([second]);
  expect(project.notes.imageOf(first)).toBe(1);
  project.notes.setUndone(first, false);
  expect(project.notes.all().map(({ id }) => id)).toEqual([first, second]);
});

it('notes that Camweave did not write make the file damaged, and say which', () => {
  const folder = temporaryFolder();
  const project = scoredProject(folder, ['plain.png']);
  onTestFinished(() => project.discard());
  project.notes.add(1, { kind: 'flag', text: '', at: null }, BY);
  const { path } = project;
  project.close();
  const raw = new Database(path);
  raw.prepare('UPDATE review_note SET x = 7, y = 0').run();
  raw.close();
  const again = ProjectFile.open(join(path));
  onTestFinished(() => again.discard());
  expect(() => again.notes.all()).toThrow(/notes of image 1/);
});
