import { expect, it } from 'vitest';
import { mask } from '../../../testing/maskMatchers.ts';
import { TestDesk } from '../../../testing/TestDesk.ts';
import type { RivalWork } from '../../main/project/RivalTable.ts';

const THEIRS = Array.from({ length: 8 }, () => '222200000000').join('/');
const SHOWN = '111111000000';

/** A desk with an image that is a cat on its left half, of which anna has made something else. */
async function withRival(what: RivalWork = 'accept', labels = THEIRS): Promise<TestDesk> {
  const test = await TestDesk.open();
  const { file } = test.application.projects.current;
  file.transaction(() => {
    const text = 'Two annotators differ: ben and anna, IoU 0.00';
    const note = file.notes.add(1, { kind: 'flag', text, at: null }, { when: '2026', author: '' });
    const facts = { author: 'anna', at: '2026', version: 'v', seen: [], people: [] };
    file.rivals.put(1, { ...facts, what, note, labels: what === 'reject' ? undefined : mask(labels).data });
  });
  const reloaded = await test.reloaded();
  await reloaded.desk.rivals.need();
  return reloaded;
}

const notesOf = (test: TestDesk): number => test.application.projects.current.file.notes.count(1);

it('who has labelled an image differently is said, and how is shown and put away again', async () => {
  const test = await withRival();
  const { rivals, truth, evidence } = test.desk;
  expect(rivals.lines).toEqual([{ author: 'anna', what: 'accept', iou: 0 }]);
  expect(truth.isThere).toBe(false);
  await rivals.show('anna');
  expect({ width: 12, height: 8, data: truth.labels! }).toMatchMask(THEIRS);
  expect([truth.author, evidence.side(evidence.right, 1)]).toEqual(['anna', { kind: 'difference' }]);
  expect(truth.agreement()).toMatchObject({
    iou: [
      { label: 1, iou: 0 },
      { label: 2, iou: 0 },
    ],
  });
  await rivals.show('anna');
  expect([truth.isThere, evidence.right]).toEqual([false, 'labels']);
});

it('their labels are taken as one deed, taken back, and taken again', async () => {
  const test = await withRival();
  await test.desk.rivals.take('anna');
  await test.settled();
  expect(test.row(0)).toMatchMask('222200000000');
  expect([notesOf(test), test.desk.history.undoWords]).toEqual([0, 'labels of anna']);
  await test.desk.rivals.need();
  expect(test.desk.rivals.lines).toEqual([]);

  await test.desk.history.undo();
  await test.settled();
  expect(test.row(0)).toMatchMask(SHOWN);
  expect([notesOf(test), test.desk.history.canUndo]).toEqual([1, false]);
  await test.desk.history.redo();
  await test.settled();
  expect(test.row(0)).toMatchMask('222200000000');
  expect(notesOf(test)).toBe(0);
});

it('an image that is decided is reopened for that, and decided again when it is taken back', async () => {
  const test = await withRival();
  test.key('Enter');
  await test.settled();
  expect(test.image.decided).toBe(true);
  await test.desk.rivals.take('anna');
  await test.settled();
  expect(test.image.decided).toBe(false);
  expect(test.row(5)).toMatchMask('222200000000');
  await test.desk.history.undo();
  await test.settled();
  expect(test.image.decided).toBe(true);
  expect(test.row(5)).toMatchMask(SHOWN);
  const { file } = test.application.projects.current;
  expect(file.rows.deeds(1).map(({ what }) => what)).toEqual(['accept']);
});

it('a rejection is said, and who agrees with what is shown is not named', async () => {
  const rejected = await withRival('reject');
  expect(rejected.desk.rivals.lines).toEqual([{ author: 'anna', what: 'reject', iou: null }]);
  await rejected.desk.rivals.take('anna');
  expect(rejected.app.notices.problem).toContain('anna has labelled nothing in plain.png');
  const same = await withRival('accept', Array.from({ length: 8 }, () => SHOWN).join('/'));
  expect(same.desk.rivals.lines).toEqual([]);
});
