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

  const after = ProjectFile.open(path);
  expect([...after.given.origins().values()]).toEqual(['SEAM']);
  after.close();
}, 60_000);
