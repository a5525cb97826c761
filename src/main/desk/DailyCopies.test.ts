import { existsSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, it } from 'vitest';
import { scoredProject } from '../../../testing/scoredProject.ts';
import { temporaryFolder } from '../../../testing/temporaryFolder.ts';
import { ProjectFile } from '../project/ProjectFile.ts';
import { Application } from './Application.ts';
import { DailyCopies } from './DailyCopies.ts';
import { SettingsFile } from './SettingsFile.ts';

const folder = temporaryFolder();
const fault = (error: unknown): never => {
  throw error;
};
const day = (date: number): Date => new Date(2026, 0, date, 12);

it('a project is copied once a day, as it was when it was opened, and five days are kept', async () => {
  const project = scoredProject(folder, ['plain.jpg']);
  const copies = new DailyCopies(join(folder, 'settings'), fault);
  await copies.copy(project, day(1));
  project.transaction(() => project.images.setState(1, 'edited'));
  await copies.copy(project, day(1));
  for (let date = 2; date <= 7; date++) await copies.copy(project, day(date));
  const kept = copies.of(project.path);
  expect(kept.map((file) => basename(file))).toEqual(
    [3, 4, 5, 6, 7].map((date) => `2026-01-0${date}.camweave`),
  );
  project.close();
  const copy = ProjectFile.open(kept.at(-1)!);
  expect(copy.images.get(1)!.state).toBe('edited');
  copy.close();
});

it('a project that cannot be opened is said to have copies', async () => {
  const settings = new SettingsFile(join(folder, 'settings'));
  const path = join(folder, 'test.camweave');
  const copies = new DailyCopies(settings.folder, fault);
  expect(copies.of(path).length).toBeGreaterThan(0);
  writeFileSync(path, 'no project any more, and long enough that it could be looked at as one'.repeat(3));
  const application = new Application({
    startChild: () => fault('no models'),
    settings,
    resources: join(folder, 'resources'),
  });
  const result = await application.answer('project.open', { path });
  expect(result).toMatchObject({
    error: { message: expect.stringContaining(`Copies of earlier days lie in ${copies.folderOf(path)}`) },
  });
  expect(existsSync(copies.folderOf(path))).toBe(true);
});
