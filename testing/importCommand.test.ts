import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { encodeVocPng } from '../src/main/image/mask/encodeVocPng.ts';
import { ProjectFile } from '../src/main/project/ProjectFile.ts';
import { mask } from './maskMatchers.ts';
import { camweave } from './runCamweave.ts';
import { scoredProject } from './scoredProject.ts';
import { temporaryFolder } from './temporaryFolder.ts';

const ROWS = Array.from({ length: 8 }, () => '222222vv0000').join('/');

it('`camweave import` says what it would do, does it, and what could not be done', async () => {
  const folder = temporaryFolder();
  const project = scoredProject(folder, ['plain.jpg', 'grey.jpg']);
  const { path } = project;
  project.close();
  const masks = join(folder, 'masks');
  mkdirSync(masks);
  writeFileSync(join(masks, 'plain.png'), encodeVocPng(mask(ROWS)));

  const wrong = await camweave('import', path, masks);
  expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('--as review, accepted')]);
  const look = await camweave('import', path, masks, '--as', 'review', '--dry-run', '--json');
  expect(look.code).toBe(0);
  expect(look.stderr).toContain('those of 1 image would be labels to review now');
  expect(JSON.parse(look.stdout)).toMatchObject({ done: false, images: 1, imagesWithoutMask: { count: 1 } });

  const done = await camweave('import', path, masks, '--as', 'review', '--origin', 'SEAM');
  expect([done.code, done.stderr]).toEqual([0, expect.stringContaining('are labels to review now')]);
  writeFileSync(join(masks, 'grey.png'), 'no PNG');
  const again = await camweave('import', path, masks, '--as', 'review', '--origin', 'SEAM');
  expect([again.code, again.stderr]).toEqual([3, expect.stringContaining(join(masks, 'grey.png'))]);

  const { stdout } = await camweave('show', path);
  expect(stdout).toContain('Imported: 1 image from SEAM');
  const after = ProjectFile.open(path);
  expect([...after.given.origins().values()]).toEqual(['SEAM']);
  after.close();
}, 60_000);

it('`camweave import` lays shapes over each other as it is told, and says what overlaps and what is lost', async () => {
  const folder = temporaryFolder();
  const project = scoredProject(folder, ['plain.jpg']);
  const { path } = project;
  project.close();
  const file = join(folder, 'instances.json');
  const rectangle = (left: number, right: number): number[][] => [[left, 0, right, 0, right, 8, left, 8]];
  const annotations = [
    { image_id: 1, category_id: 1, segmentation: rectangle(0, 6) },
    { image_id: 1, category_id: 2, segmentation: rectangle(4, 8) },
    { image_id: 1, category_id: 2, segmentation: [], bbox: [0, 0, 1, 1] },
  ];
  const categories = ['Katze', 'dogg'].map((name, i) => ({ id: i + 1, name }));
  const images = [{ id: 1, file_name: 'plain.jpg', width: 12, height: 8 }];
  writeFileSync(file, JSON.stringify({ images, annotations, categories }));

  const look = await camweave('import', path, file, '--as', 'review', '--dry-run');
  expect(look.stderr).toContain(`dogg (1 file; did you mean "dog"? --rename 'dogg=dog')`);
  expect(look.stderr).toContain('boxes without an outline (1)');
  const names = ['--rename', 'Katze=cat', '--rename', 'dogg=dog'];
  const wrong = await camweave('import', path, file, '--as', 'review', ...names, '--order', 'catt');
  expect([wrong.code, wrong.stderr]).toEqual([4, expect.stringContaining('Did you mean "cat"?')]);
  const done = await camweave('import', path, file, '--as', 'review', ...names, '--order', 'cat,dog');
  expect([done.code, done.stderr]).toEqual([0, expect.stringContaining('16 pixels (cat over dog 16)')]);

  const after = ProjectFile.open(path);
  const row = after.given.get(1, 96)!.labels.subarray(0, 12);
  expect([...row].join('')).toBe('111111220000');
  after.close();
}, 60_000);
