import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { temporaryFolder } from '../../../testing/temporaryFolder.ts';
import { ProjectFile } from './ProjectFile.ts';

const folder = temporaryFolder();
let count = 0;
afterEach(() => vi.useRealTimers());

function newProject(): ProjectFile {
  return ProjectFile.open(join(folder, `log-${count++}.camweave`), { create: true });
}
function add(project: ProjectFile, path: string): void {
  project.transaction(() => project.images.add({ path, bytes: 1, tags: undefined }));
}
/** Copies the file alone, as a person does, and says what is in the copy. */
function inTheFileAlone(project: ProjectFile): string[] {
  const copy = join(folder, `copy-${count++}.camweave`);
  copyFileSync(project.path, copy);
  return pathsIn(copy);
}
function pathsIn(file: string): string[] {
  const project = ProjectFile.open(file);
  const paths = project.images.all().map(({ path }) => path);
  project.close();
  return paths;
}
/** What the disk holds if the machine stops now. */
function crashCopy(project: ProjectFile): string {
  const copy = join(folder, `crash-${count++}.camweave`);
  copyFileSync(project.path, copy);
  copyFileSync(`${project.path}-wal`, `${copy}-wal`);
  return copy;
}

it('when nothing has happened for a moment, the one file is the project', () => {
  vi.useFakeTimers();
  const project = newProject();
  add(project, 'a.jpg');
  expect(inTheFileAlone(project)).toEqual([]);
  vi.advanceTimersByTime(2000);
  expect(inTheFileAlone(project)).toEqual(['a.jpg']);
  expect(statSync(`${project.path}-wal`).size).toBe(0);
  add(project, 'b.jpg');
  expect(pathsIn(crashCopy(project))).toEqual(['a.jpg', 'b.jpg']);
  project.close();
  expect(existsSync(`${project.path}-wal`)).toBe(false);
});

it('a log is brought in before it grows without end', () => {
  const project = newProject();
  for (let i = 0; i < 12; i++)
    project.transaction(() =>
      project.images.add({ path: `${i}${'x'.repeat(4_000_000)}`, bytes: 1, tags: undefined }),
    );
  expect(statSync(`${project.path}-wal`).size).toBeLessThan(40_000_000);
  project.close();
});

it('a log that was left beside another state of the project is not mixed into it', () => {
  const project = newProject();
  add(project, 'a.jpg');
  project.close();
  const backup = readFileSync(project.path);
  const again = ProjectFile.open(project.path);
  add(again, 'b.jpg');
  again.close();
  const third = ProjectFile.open(project.path);
  add(third, 'c.jpg');
  const left = crashCopy(third);
  third.close();

  writeFileSync(left, backup);
  const log = readFileSync(`${left}-wal`);
  expect(() => ProjectFile.open(left)).toThrow(/belongs to another state of .*move .*-wal away/s);
  expect(readFileSync(left).equals(backup)).toBe(true);
  expect(readFileSync(`${left}-wal`).equals(log)).toBe(true);

  rmSync(`${left}-wal`);
  expect(pathsIn(left)).toEqual(['a.jpg']);
});

it('a log that goes on from the file is taken in, as after a crash, even when that was on its way already', () => {
  const project = newProject();
  add(project, 'a.jpg');
  const crashed = crashCopy(project);
  project.close();
  // The file has all of it, and the log is still there.
  copyFileSync(project.path, crashed);
  expect(pathsIn(crashed)).toEqual(['a.jpg']);
});

it('a disk without room for the log in the file costs nothing: the log keeps it, and goes in when there is room', (context) => {
  const disk = join(folder, 'small-disk');
  mkdirSync(disk);
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=400k', 'tmpfs', disk]);
  if (mounted.status !== 0) return context.skip('no small disk can be mounted here');
  try {
    vi.useFakeTimers();
    const project = ProjectFile.open(join(disk, 'full.camweave'), { create: true });
    const ballast = join(disk, 'ballast');
    writeFileSync(ballast, Buffer.alloc(100_000));
    let added = 0;
    expect(() => {
      for (; ; added++) add(project, `${String(added).padStart(4, '0')}${'x'.repeat(2000)}.jpg`);
    }).toThrow(/The disk that holds .* is full/);
    vi.advanceTimersByTime(10_000);
    rmSync(ballast);
    vi.advanceTimersByTime(10_000);
    expect(statSync(`${project.path}-wal`).size).toBe(0);
    project.close();
    expect(pathsIn(project.path)).toHaveLength(added);
  } finally {
    vi.useRealTimers();
    spawnSync('umount', [disk]);
  }
});

it('a project that was moved while it was open is noticed before the next change, and loses nothing', () => {
  const project = newProject();
  add(project, 'a.jpg');
  const moved = join(folder, 'moved.camweave');
  renameSync(project.path, moved);
  expect(() => add(project, 'b.jpg')).toThrow(/was moved or deleted while it was open/);
  // It is whole at its new place, without the log that stayed behind.
  const copy = join(folder, 'moved-copy.camweave');
  copyFileSync(moved, copy);
  expect(pathsIn(copy)).toEqual(['a.jpg']);
  renameSync(moved, project.path);
  add(project, 'b.jpg');
  project.close();
  expect(pathsIn(project.path)).toEqual(['a.jpg', 'b.jpg']);
});

it('a project that was replaced while it was open is noticed before the next change', () => {
  const project = newProject();
  add(project, 'a.jpg');
  const other = newProject();
  other.close();
  renameSync(other.path, project.path);
  expect(() => add(project, 'b.jpg')).toThrow(/was replaced by another file while it was open/);
  project.close();
});

it('a log that was deleted while nothing happened is noticed before the next change, each time', () => {
  for (const isUsed of [false, true]) {
    const project = newProject();
    if (isUsed) {
      vi.useFakeTimers();
      add(project, 'a.jpg');
      vi.advanceTimersByTime(2000);
      vi.useRealTimers();
    }
    rmSync(`${project.path}-wal`, { force: true });
    for (const path of ['b.jpg', 'c.jpg'])
      expect(() => add(project, path)).toThrow(/-wal was moved or deleted/);
    project.close();
    const again = ProjectFile.open(project.path);
    add(again, 'b.jpg');
    again.close();
    expect(pathsIn(project.path)).toEqual(isUsed ? ['a.jpg', 'b.jpg'] : ['b.jpg']);
  }
});

it('a project that is opened through a link keeps its log beside the file, and is guarded alike', () => {
  const project = newProject();
  project.close();
  const link = join(folder, `link-${count++}.camweave`);
  symlinkSync(project.path, link);
  const linked = ProjectFile.open(link);
  add(linked, 'a.jpg');
  add(linked, 'b.jpg');
  expect(linked.path).toBe(project.path);
  rmSync(`${project.path}-wal`);
  expect(() => add(linked, 'c.jpg')).toThrow(/-wal was moved or deleted/);
  linked.close();
  expect(pathsIn(link)).toEqual(['a.jpg', 'b.jpg']);
});

it('a log that was deleted while the project was open costs nothing that was saved', () => {
  const project = newProject();
  add(project, 'a.jpg');
  rmSync(`${project.path}-wal`);
  expect(() => add(project, 'b.jpg')).toThrow(/-wal was moved or deleted/);
  expect(inTheFileAlone(project)).toEqual(['a.jpg']);
  project.close();
  const again = ProjectFile.open(project.path);
  add(again, 'b.jpg');
  again.close();
  expect(pathsIn(project.path)).toEqual(['a.jpg', 'b.jpg']);
});
