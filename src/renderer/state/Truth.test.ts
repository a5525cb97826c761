import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { eventually } from '../../../testing/eventually.ts';
import { mask } from '../../../testing/maskMatchers.ts';
import { TestDesk } from '../../../testing/TestDesk.ts';
import { temporaryFolder } from '../../../testing/temporaryFolder.ts';
import { encodeVocPng } from '../../main/image/mask/encodeVocPng.ts';

const TRUE = Array.from({ length: 8 }, () => '11122200000v').join('/');

async function withTruth(): Promise<TestDesk> {
  const test = await TestDesk.open();
  const path = join(temporaryFolder(), 'truth');
  mkdirSync(path);
  writeFileSync(join(path, 'plain.png'), encodeVocPng(mask(TRUE)));
  await test.desk.importing.take({ path, as: 'ground-truth', origin: null });
  await test.desk.truth.need();
  return test;
}

it('without true masks there is nothing to compare with, and no stage that would show it', async () => {
  const test = await TestDesk.open();
  await test.desk.truth.need();
  expect([test.desk.truth.isThere, test.desk.truth.labels]).toEqual([false, undefined]);
  expect(test.desk.evidence.stages).not.toContain('difference');
  test.key('Alt+0');
  expect(test.desk.evidence.right).toBe('labels');
});

it('with true masks the open image shows how it differs, and agrees as it is seen at present', async () => {
  const test = await withTruth();
  const { truth, evidence } = test.desk;
  expect({ width: 12, height: 8, data: truth.labels! }).toMatchMask(TRUE);
  test.key('Alt+0');
  expect(evidence.side(evidence.right, 1)).toEqual({ kind: 'difference' });
  expect(truth.agreement()).toEqual({
    miou: 0.25,
    iou: [
      { label: 1, iou: 0.5 },
      { label: 2, iou: 0 },
    ],
  });
  test.key('B').key('2').desk.painting.shape = 'square';
  test.desk.painting.setRadius(20);
  test.click(6, 4);
  expect(truth.agreement()!.iou).toEqual([
    { label: 1, iou: 0 },
    { label: 2, iou: 24 / 88 },
  ]);
});

it('all images are compared in the background, and are known then', async () => {
  const test = await withTruth();
  const { truth } = test.desk;
  await truth.ask();
  await eventually(() => expect(truth.all).toMatchObject({ left: 0, images: [{ miou: 0.25 }] }));
});
