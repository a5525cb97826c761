import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { mask } from '../../../testing/maskMatchers.ts';
import { TestDesk } from '../../../testing/TestDesk.ts';
import { temporaryFolder } from '../../../testing/temporaryFolder.ts';
import { encodeVocPng } from '../../main/image/mask/encodeVocPng.ts';
import { labelsShown } from './labelsShown.ts';

const ROW = '022222vv0000';
const ROWS = Array.from({ length: 8 }, () => ROW).join('/');
const SCORES = join(import.meta.dirname, '..', '..', '..', 'testing', 'fixtures', 'npy', 'byClass.npy');

/** A folder with one file. */
function folderOf(name: string, bytes: Uint8Array): string {
  const folder = join(temporaryFolder(), 'masks');
  mkdirSync(folder);
  writeFileSync(join(folder, name), bytes);
  return folder;
}

it('masks are looked at first, then shown in place of what is proposed, whatever thresholds say', async () => {
  const test = await TestDesk.open();
  const path = folderOf('plain.png', encodeVocPng(mask(ROWS)));
  const { importing } = test.desk;
  const looked = await importing.look({ path, as: null });
  expect(looked.report).toMatchObject({ as: 'review', done: false, images: 1 });
  expect(test.image.given).toBeUndefined();

  const taken = await importing.take({ path, as: 'review', origin: 'SEAM' });
  expect(taken.report).toMatchObject({ done: true, images: 1 });
  expect(test.image.detail).toMatchObject({ state: 'proposed', origin: 'SEAM' });
  expect(test.row(3)).toMatchMask(ROW);
  test.desk.thresholds.set(test.image, 1, 0);
  test.desk.thresholds.setVoidHalfWidth(test.image, 0.3);
  expect(test.row(3)).toMatchMask(ROW);
  expect(labelsShown(test.image, 0.3)).toMatchMask(ROWS);
});

it('imported labels are painted over, accepted as they are seen, and there again when the image is reopened', async () => {
  const test = await TestDesk.open();
  const path = folderOf('plain.png', encodeVocPng(mask(ROWS)));
  await test.desk.importing.take({ path, as: 'review', origin: null });
  test.key('B').key('1').desk.painting.shape = 'square';
  test.desk.painting.setRadius(0.5);
  test.click(0, 3);
  await test.settled();
  expect(test.row(3)).toMatchMask('122222vv0000');
  await test.key('Enter').settled();
  expect(test.image.detail.state).toBe('accepted');
  expect(test.row(3)).toMatchMask('122222vv0000');
  await test.desk.decisions.reopen();
  expect(test.row(3)).toMatchMask('122222vv0000');
  await test.key('Ctrl+Z').key('Ctrl+Z').settled();
  const again = await test.reloaded();
  expect(again.row(2)).toMatchMask(ROW);
});

it('labels that were imported anew since they were looked at are not accepted unseen', async () => {
  const test = await TestDesk.open();
  const path = folderOf('plain.png', encodeVocPng(mask(ROWS)));
  await test.desk.importing.take({ path, as: 'review', origin: null });
  const { file } = test.application.projects.current;
  const labels = new Uint8Array(96).fill(1);
  file.transaction(() =>
    file.given.put(test.image.id, { origin: 'other', labels, at: '2026-01-01T00:00:00Z' }),
  );
  await test.key('Enter').settled();
  expect(test.image.detail.state).toBe('proposed');
  expect(test.app.notices.problem).toContain('was proposed anew since you looked at it');
  expect(test.row(3)).toMatchMask('111111111111');
});

it('score maps become scores that thresholds move', async () => {
  const test = await TestDesk.open();
  const path = folderOf('plain.npy', readFileSync(SCORES));
  const { report } = await test.desk.importing.look({ path, as: null });
  expect(report).toMatchObject({ as: 'scores', images: 1 });
  await test.desk.importing.take({ path, as: 'scores', origin: 'SEAM' });
  expect(test.image.detail).toMatchObject({ origin: 'SEAM', head: null });
  expect(test.image.scores).toMatchObject({ labels: [1, 2], grid: 3 });
  const before = test.row(0).data.filter((label) => label === 2).length;
  test.desk.thresholds.set(test.image, 2, 0.99);
  expect(test.row(0).data.filter((label) => label === 2).length).toBeLessThan(before);
});

it('a folder that is none is refused in words, which the dialog shows', async () => {
  const test = await TestDesk.open();
  const { why } = await test.desk.importing.look({ path: '/nowhere/at/all', as: null });
  expect(why).toContain('/nowhere/at/all does not exist');
  expect((await test.desk.importing.look({ path: 'here', as: null })).why).toContain('is not a whole path');
  expect(test.desk.importing.running).toBe(false);
});
