import { expect, it } from 'vitest';
import { TestDesk } from '../../../testing/TestDesk.ts';

/** A desk whose image has two specks of a dog, one of them on the cat, and a hole in the cat. */
async function withSpecks(): Promise<TestDesk> {
  const test = await TestDesk.open();
  test.key('B').key('2').desk.painting.shape = 'square';
  test.desk.painting.setRadius(0.5);
  test.desk.specks.size = 10;
  test.click(2, 1).drag([8, 3], [9, 3]).key('0').click(3, 4);
  await test.settled();
  expect(test.row(1)).toMatchMask('112111000000');
  expect(test.row(3)).toMatchMask('111111002200');
  expect(test.row(4)).toMatchMask('111011000000');
  return test;
}

it('specks go as one stroke, which undo takes back at once, and only what changes is painted', async () => {
  const test = await withSpecks();
  const { specks } = test.desk;
  expect([specks.found.length, specks.pixels]).toEqual([2, 3]);
  specks.clean();
  expect(test.row(1)).toMatchMask('111111000000');
  expect(test.row(3)).toMatchMask('111111000000');
  expect([test.image.originAt(2, 1), test.image.originAt(3, 1)]).toEqual(['painted', 'proposed']);
  expect(specks.found).toEqual([]);
  await test.settled();
  await test.key('Ctrl+Z').settled();
  expect(test.row(1)).toMatchMask('112111000000');
  expect(test.row(3)).toMatchMask('111111002200');
});

it('the count follows size and class, and classes that are locked are left alone', async () => {
  const test = await withSpecks();
  const { specks, painting } = test.desk;
  specks.size = 2;
  expect(specks.found).toHaveLength(1);
  specks.label = 1;
  expect(specks.found).toEqual([]);
  specks.label = 2;
  expect(specks.found).toHaveLength(1);
  painting.toggle('locked', 2);
  expect(specks.found).toEqual([]);
});

it('holes are filled, and thresholds are looked at as they are now', async () => {
  const test = await withSpecks();
  const { specks } = test.desk;
  specks.kind = 'holes';
  expect([specks.found.length, [...specks.labels]]).toEqual([1, [1]]);
  specks.clean();
  expect(test.row(4)).toMatchMask('111111000000');
  test.desk.thresholds.set(test.image, 1, 0);
  expect(test.row(5)).toMatchMask('111111111111');
  specks.kind = 'specks';
  expect(specks.found).toHaveLength(2);
  await test.settled();
});

it('nothing is cleaned on a decided image, and it is said why', async () => {
  const test = await withSpecks();
  await test.key('Enter').settled();
  test.key('Shift+S').desk.specks.clean();
  expect(test.desk.dialogs.open).toBe('none');
  expect(test.row(1)).toMatchMask('112111000000');
  expect(test.app.notices.notice).toContain('Reopen it to paint');
});

it('an image is not tagged with a class whose specks go, but with one whose holes are filled', async () => {
  const test = await withSpecks();
  const { specks, tags } = test.desk;
  await tags.toggle(2);
  expect(test.image.detail.tags).toEqual([1]);
  specks.label = 2;
  specks.clean();
  await test.settled();
  expect(test.row(1)).toMatchMask('111111000000');
  expect(test.image.detail.tags).toEqual([1]);
  await tags.toggle(1);
  [specks.kind, specks.label] = ['holes', 1];
  specks.clean();
  await test.settled();
  expect(test.row(4)).toMatchMask('111111000000');
  expect(test.image.detail.tags).toEqual([1]);
});
