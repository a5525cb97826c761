import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { mask } from '../../../../testing/maskMatchers.ts';
import { noEdges } from '../../../../testing/noEdges.ts';
import { scoredProject } from '../../../../testing/scoredProject.ts';
import { temporaryFolder } from '../../../../testing/temporaryFolder.ts';
import { TimeSlices } from '../../formats/dataset/TimeSlices.ts';
import { importMasks } from '../../formats/importMasks.ts';
import { encodeVocPng } from '../../image/mask/encodeVocPng.ts';
import type { ProjectFile } from '../../project/ProjectFile.ts';
import { Agreements } from './Agreements.ts';
import { TrueMasks } from './TrueMasks.ts';

const rows = (row: string): string => Array.from({ length: 8 }, () => row).join('/');

/** A project of two photographs, the true mask of the first beside it; it is a cat on the left half in both. */
async function withTruth(truth: string): Promise<{ project: ProjectFile; masks: string }> {
  const folder = temporaryFolder();
  const project = scoredProject(folder, ['plain.jpg', 'grey.jpg']);
  const masks = join(folder, 'truth');
  mkdirSync(masks);
  writeFileSync(join(masks, 'plain.png'), encodeVocPng(mask(rows(truth))));
  await importMasks(project, masks, { as: 'ground-truth', apply: true, author: '' });
  return { project, masks };
}

async function compared(project: ProjectFile, failed?: Map<number, string>): Promise<string[]> {
  const agreements = new Agreements(project, (await TrueMasks.open(project))!, failed);
  const { pending } = await agreements.now();
  const problems: string[] = [];
  await agreements.compareAll(pending, {
    ...{ refine: noEdges, slices: new TimeSlices() },
    onDone: (why) => problems.push(why ?? ''),
  });
  return problems;
}

async function known(project: ProjectFile): Promise<(number | null)[]> {
  const agreements = new Agreements(project, (await TrueMasks.open(project))!);
  return [...(await agreements.now()).known.values()].map(({ miou }) => miou);
}

it('labels are compared with true masks once, and again when either has changed', async () => {
  const { project, masks } = await withTruth('111000000000');
  expect(await compared(project)).toHaveLength(1);
  expect(await known(project)).toEqual([0.5]);
  expect(await compared(project)).toHaveLength(0);

  const { id } = project.images.all().find(({ path }) => path === 'plain.jpg')!;
  project.transaction(() => project.images.setThresholds(id, { 1: 1 }));
  expect(await known(project)).toEqual([]);
  expect(await compared(project)).toHaveLength(1);
  const [atOne] = await known(project);
  expect(atOne).not.toBe(0.5);

  const at = '2026-01-01T00:00:00Z';
  const labels = mask(rows('111000000000')).data;
  project.transaction(() => project.given.put(id, { origin: 'x', labels, at }));
  expect(await compared(project)).toHaveLength(1);
  expect(await known(project)).toEqual([1]);

  writeFileSync(join(masks, 'plain.png'), encodeVocPng(mask(rows('222222000000'))));
  utimesSync(join(masks, 'plain.png'), 1, 1);
  expect(await compared(project)).toHaveLength(1);
  expect(await known(project)).toEqual([0]);
  project.close();
});

it('a true mask of another size, or one that is damaged, is said once', async () => {
  const { project, masks } = await withTruth('111000000000');
  writeFileSync(join(masks, 'plain.png'), encodeVocPng(mask('12/12')));
  const failed = new Map<number, string>();
  const [why] = await compared(project, failed);
  expect(why).toContain('plain.png is 2 x 2, plain.jpg 12 x 8');
  expect(await compared(project, failed)).toEqual([]);
  project.close();
});

it('a folder of true masks that has gone is said by its name', async () => {
  const { project } = await withTruth('111000000000');
  project.transaction(() => project.meta.set('groundTruth', '/nowhere/masks'));
  await expect(TrueMasks.open(project)).rejects.toThrow('/nowhere/masks does not exist');
  project.transaction(() => project.meta.remove('groundTruth'));
  expect(await TrueMasks.open(project)).toBeUndefined();
  project.close();
});
