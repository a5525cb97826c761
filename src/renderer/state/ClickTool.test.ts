import { expect, it, vi } from 'vitest';
import { TestDesk } from '../../../testing/TestDesk.ts';
import '../../../testing/maskMatchers.ts';

// Each desk starts a process that answers clicks.
vi.setConfig({ testTimeout: 30_000 });

/** A desk with the click tool in hand, and the cat that is on the left half in its hand. */
async function clicking(): Promise<TestDesk> {
  const test = await TestDesk.open();
  test.key('1').key('S');
  return test;
}

/** How many pixels a label has. */
function area(test: TestDesk, label: number): number {
  return test.labels.data.filter((value) => value === label).length;
}

it('a click adds what is missing around it, and Enter keeps it as one stroke', async () => {
  const test = await clicking();
  expect(test.row(4)).toMatchMask('111111000000');
  await test.click(9, 4).settled();
  expect(test.labels.data[4 * 12 + 9]).toBe(1);
  expect(test.desk.painting.busy).toBe(true);
  expect(test.image.canUndo).toBe(false);
  await test.key('Enter').settled();
  expect(test.image.canUndo).toBe(true);
  expect(test.state).toBe('edited');
  // The file knows that clicks have decided it, and not the hand.
  expect(test.application.projects.current.file.strokes.deciders(test.image.id, 12, 8)[4 * 12 + 9]).toBe(2);
  await test.key('Ctrl+Z').settled();
  expect(test.row(4)).toMatchMask('111111000000');
});

it('the right button, or Alt, takes away', async () => {
  for (const options of [{ button: 2 }, { alt: true }] as const) {
    const test = await clicking();
    await test.click(2, 4, options).settled();
    expect(test.labels.data[4 * 12 + 2]).toBe(0);
    expect(area(test, 1)).toBeLessThan(48);
  }
});

it('Backspace and undo take back one click at a time, without asking again', async () => {
  const test = await clicking();
  await test.click(9, 4).settled();
  const afterOne = test.labels.data.slice();
  await test.click(1, 1, { button: 2 }).settled();
  expect(test.labels.data).not.toEqual(afterOne);
  test.line.losing = 'request';
  test.key('Backspace');
  expect(test.labels.data).toEqual(afterOne);
  test.key('Ctrl+Z');
  expect(test.row(4)).toMatchMask('111111000000');
  expect(test.desk.painting.busy).toBe(false);
  expect(test.line.lost).toBe(0);
  test.line.losing = undefined;
});

it('Enter that comes before the answer keeps the answer', async () => {
  const test = await clicking();
  await test.click(9, 4).key('Enter').settled();
  await expect.poll(() => test.image.canUndo).toBe(true);
  expect(test.labels.data[4 * 12 + 9]).toBe(1);
  expect(test.desk.painting.busy).toBe(false);
});

it('Escape leaves without a trace', async () => {
  const test = await clicking();
  await test.click(9, 4).settled();
  await test.key('Escape').settled();
  expect(test.row(4)).toMatchMask('111111000000');
  expect(test.image.canUndo).toBe(false);
});

it('the next tool, another class and the next image keep what is shown', async () => {
  for (const next of ['B', '2', 'D']) {
    const test = await clicking();
    await test.click(9, 4).settled();
    const { image } = test;
    const shown = test.labels.data.slice();
    await test.key(next).settled();
    expect(test.desk.painting.busy).toBe(false);
    expect(image.canUndo).toBe(true);
    expect(test.image.id === image.id ? test.labels.data : shown).toEqual(shown);
  }
});

it('what is exported is what was shown', async () => {
  const test = await clicking();
  await test.click(9, 4).settled();
  const shown = test.labels.data.slice();
  await test.key('Enter').settled();
  await test.key('Enter').settled();
  const { file } = test.application.projects.current;
  const { labelMapOf } = await import('../../main/annotate/labelMapOf.ts');
  expect(labelMapOf(file, file.images.get(1)!)!.data).toEqual(shown);
});

it('a box keeps what lies beyond it', async () => {
  const test = await clicking();
  await test.key('2').drag([4, 2], [11, 5]).settled();
  const { data } = test.labels;
  expect(data[4 * 12 + 8]).toBe(2);
  for (let i = 0; i < data.length; i++) {
    const isIn = i % 12 >= 4 && i % 12 <= 11 && i >= 24 && i < 72;
    if (!isIn) expect(data[i]).toBe(i % 12 < 6 ? 1 : 0);
  }
});

it('a box keeps what was clicked before as a stroke of its own; the right button draws none', async () => {
  const test = await clicking();
  await test.click(9, 4).settled();
  expect(test.image.canUndo).toBe(false);
  await test.drag([1, 1], [9, 6]).settled();
  expect(test.image.canUndo).toBe(true);
  expect(test.desk.painting.busy).toBe(true);
  test.key('Escape');
  test.pointerDown(1, 1, { button: 2 }).pointerMove(9, 6, { button: 2 });
  expect(test.desk.painting.marks(undefined).some(({ kind }) => kind === 'box')).toBe(false);
  await test.pointerUp().settled();
});

it('locked classes stay as they are', async () => {
  const test = await clicking();
  test.desk.painting.toggle('locked', 1);
  test.key('2');
  await test.click(2, 4).settled();
  expect(area(test, 1)).toBe(48);
});

it('a threshold that is moved is answered anew', async () => {
  const test = await clicking();
  await test.click(2, 4, { button: 2 }).settled();
  expect([test.labels.data[4 * 12 + 2], test.labels.data[4 * 12 + 11]]).toEqual([0, 0]);
  // At 0 everything is a cat; the photograph is of one colour, so that the click speaks of all of it.
  test.desk.thresholds.set(test.image, 1, 0);
  expect([test.labels.data[4 * 12 + 2], test.labels.data[4 * 12 + 11]]).toEqual([0, 1]);
  await new Promise((resolve) => setTimeout(resolve, 400));
  await test.settled();
  expect([test.labels.data[4 * 12 + 2], test.labels.data[4 * 12 + 11]]).toEqual([0, 0]);
  expect(test.desk.painting.busy).toBe(true);
});

it('a photograph that cannot be read is told, and nothing is under way', async () => {
  const test = await clicking();
  const { unlinkSync } = await import('node:fs');
  const { file } = test.application.projects.current;
  const { fileOf } = await import('../../main/project/fileOf.ts');
  unlinkSync(fileOf(file, file.images.get(1)!));
  await test.click(9, 4).settled();
  expect(test.app.notices.problem).toContain('plain.png');
  expect(test.desk.painting.busy).toBe(false);
  expect(test.row(4)).toMatchMask('111111000000');
});
