import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { decideOn } from '../src/main/annotate/decideOn.ts';
import { labelMapOf } from '../src/main/annotate/labelMapOf.ts';
import { encodeVocPng } from '../src/main/image/mask/encodeVocPng.ts';
import { ProjectFile } from '../src/main/project/ProjectFile.ts';
import { noEdges } from './noEdges.ts';
import { projectRows } from './projectRows.ts';
import { camweave } from './runCamweave.ts';
import { scoredProject } from './scoredProject.ts';
import { temporaryFolder } from './temporaryFolder.ts';

const FILES = ['grey.jpg', 'plain.jpg', 'rgb16.png', 'plain.png', 'plain.tif', 'plain.bmp'];

/** Somebody accepts all images of a part, at another threshold. */
async function workOn(path: string, author: string, threshold: number): Promise<void> {
  const project = ProjectFile.open(path);
  for (const { id } of project.images.all()) {
    project.transaction(() => project.images.setThresholds(id, { 1: threshold }));
    await decideOn(project, project.images.get(id)!, 'accept', { author, refine: noEdges });
  }
  project.close();
}

it('a project is parted, worked on by two, and joined in either order to the same; agreement is said', async () => {
  const folder = temporaryFolder();
  const project = scoredProject(folder, FILES);
  const { path } = project;
  project.close();
  const wrong = await camweave('assign', path);
  expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('--to NAME,NAME')]);
  const assigned = await camweave(
    'assign',
    path,
    '--to',
    'anna, ben',
    '--overlap',
    '2',
    '--seed',
    '5',
    '--json',
  );
  expect(assigned.stderr).not.toContain('unexpectedly');
  const { parts } = JSON.parse(assigned.stdout) as { parts: { for: string; path: string; images: number }[] };
  expect(parts.map((part) => [part.for, part.images])).toEqual([
    ['anna', 4],
    ['ben', 4],
  ]);
  const [anna, ben] = parts.map((part) => part.path) as [string, string];
  await workOn(anna, 'anna', 0.5);
  await workOn(ben, 'ben', 0.2);

  const out = (name: string): string => join(folder, `${name}.camweave`);
  const first = await camweave('merge', out('one'), anna, ben, '--json');
  expect([first.code, first.stderr]).toEqual([0, expect.stringContaining('2 conflicts to review')]);
  expect(JSON.parse(first.stdout)).toMatchObject({
    images: 6,
    added: 6,
    conflicts: [{ shown: 'ben' }, { shown: 'ben' }],
  });
  expect((await camweave('merge', out('two'), ben, anna)).code).toBe(0);
  expect(projectRows(out('two'))).toEqual(projectRows(out('one')));
  const before = projectRows(out('one'));
  expect((await camweave('merge', out('one'), anna)).code).toBe(0);
  expect(projectRows(out('one'))).toEqual(before);
  copyFileSync(path, out('copy'));
  expect((await camweave('merge', path, ben, anna)).code).toBe(0);
  for (const part of [anna, ben]) await camweave('merge', out('copy'), part);
  expect(projectRows(out('copy'))).toEqual(projectRows(path));
  const other = await camweave('merge', out('three'), anna, path, join(folder, 'nothing.camweave'));
  expect([other.code, other.stderr]).toEqual([4, expect.stringContaining('does not exist')]);

  const [rivals, projects] = [
    JSON.parse((await camweave('agree', path, '--json')).stdout) as Record<string, unknown>,
    JSON.parse((await camweave('agree', anna, ben, '--json')).stdout) as Record<string, unknown>,
  ];
  expect(projects).toMatchObject({ images: 2, same: 0, notCompared: { alone: 4, other: 0 } });
  expect(rivals['kappa']).toBeCloseTo(projects['kappa'] as number, 10);
  expect(rivals['miou']).toBeGreaterThan(0.3);
  expect(rivals['classes']).toMatchObject([{ name: 'cat', images: 2 }]);

  const merged = ProjectFile.open(path);
  const masks = join(folder, 'masks');
  mkdirSync(masks);
  for (const image of merged.images.all().slice(0, 3))
    writeFileSync(
      join(masks, `${image.path.replace(/\.\w+$/, '')}.png`),
      encodeVocPng(labelMapOf(merged, image)!),
    );
  merged.close();
  const file = join(folder, 'each.csv');
  const exact = await camweave('agree', path, masks, '--per-image', file);
  expect([exact.code, exact.stdout]).toEqual([0, expect.stringContaining('1.000')]);
  expect(readFileSync(file, 'utf8')).toMatch(/^path,one,other,pixels,differing,miou,kappa,iou cat\r?\n/);
  const none = await camweave('agree', out('three'), masks);
  expect([none.code, none.stderr]).toEqual([4, expect.stringContaining('does not exist')]);
}, 120_000);
