import { describe, expect, it } from 'vitest';
import { TestDesk } from '../../../testing/TestDesk.ts';
import { parseClassList } from '../../shared/classes/classList.ts';
import { BACKGROUND, UNTOUCHED, VOID } from '../../shared/labels/labelCodes.ts';

const [CAT, DOG] = [1, 2];
const names = (test: TestDesk): string[] => test.desk.project.classes.map(({ name }) => name);
const undo = (test: TestDesk): Promise<TestDesk> => test.key('Ctrl+Z').settled();
const redo = (test: TestDesk): Promise<TestDesk> => test.key('Ctrl+Shift+Z').settled();

/** A dog is painted on the first three pixels. */
async function openPainted(...files: string[]): Promise<TestDesk> {
  const test = await TestDesk.open(...files);
  test.desk.painting.chooseLabel(DOG);
  test.desk.painting.setRadius(0.5);
  await test.drag([0, 0], [2, 0]).settled();
  expect(test.row(0)).toMatchMask('222111000000');
  return test;
}

describe('a class that is deleted', () => {
  it('is gone from the open image at once, and back with Ctrl+Z', async () => {
    const test = await openPainted();
    for (const [becomes, picture] of [
      [BACKGROUND, '000111000000'],
      [VOID, 'vvv111000000'],
      [UNTOUCHED, '111111000000'],
      [CAT, '111111000000'],
    ] as const) {
      expect(await test.desk.classes.remove(DOG, becomes)).toEqual({ done: true });
      expect([names(test), test.image.detail.tags]).toEqual([['cat'], [CAT]]);
      expect(test.row(0)).toMatchMask(picture);
      await undo(test);
      expect([names(test), test.image.detail.tags]).toEqual([
        ['cat', 'dog'],
        [CAT, DOG],
      ]);
      expect(test.row(0)).toMatchMask('222111000000');
      await redo(test);
      expect(test.row(0)).toMatchMask(picture);
      await undo(test);
    }
  });

  it('is in no list of images either, and its strokes are undone as what they are', async () => {
    const test = await openPainted('plain.png', 'plain.jpg');
    test.desk.queue.tagFilter = DOG;
    await test.desk.classes.remove(DOG, BACKGROUND);
    expect(test.desk.queue.tagFilter).toBe('all');
    expect(test.desk.images.all.map(({ tags }) => tags)).toEqual([[CAT], [CAT]]);
    await test.image.step('undo');
    expect(test.row(0)).toMatchMask('111111000000');
    await test.image.step('redo');
    expect(test.row(0)).toMatchMask('000111000000');
  });

  it('is not in hand any more: what it has become is, or the first that there is', async () => {
    const test = await openPainted();
    await test.desk.classes.remove(DOG, CAT);
    expect(test.desk.painting.label).toBe(CAT);
    await test.desk.classes.remove(CAT, VOID);
    expect([names(test), test.desk.painting.label]).toEqual([[], BACKGROUND]);
    await undo(test);
    test.desk.painting.chooseLabel(CAT);
    await undo(test);
    await test.desk.classes.remove(CAT, BACKGROUND);
    expect(test.desk.painting.label).toBe(DOG);
  });

  it('takes a threshold and a stroke with it that are still to be saved', async () => {
    const test = await openPainted();
    test.desk.thresholds.set(test.image, CAT, 0.2);
    test.desk.painting.chooseLabel(CAT);
    test.drag([8, 0], [9, 0]);
    await test.desk.classes.remove(CAT, VOID);
    await test.settled();
    expect([test.app.notices.problem, await test.kept()]).toEqual([undefined, 0]);
    expect(test.row(0)).toMatchMask('22200000vv00');
    await undo(test);
    expect(test.image.own).toEqual({ [CAT]: 0.2 });
  });

  it('is brought back from the list too, and Ctrl+Z takes that back', async () => {
    const test = await openPainted();
    await test.desk.classes.remove(DOG, CAT);
    await test.desk.classes.count();
    const [gone] = test.desk.classes.use!.gone;
    expect(gone).toMatchObject({ label: DOG, name: 'dog', becomes: CAT });
    await test.desk.classes.restore(gone!);
    expect(test.row(0)).toMatchMask('222111000000');
    expect(test.desk.classes.use!.gone).toEqual([]);
    await undo(test);
    expect(test.row(0)).toMatchMask('111111000000');
    expect(test.desk.classes.use!.gone).toHaveLength(1);
  });
});

describe('the list of classes', () => {
  it('is put in another order: keys and panel follow, labels stay', async () => {
    const test = await TestDesk.open();
    await test.desk.classes.move(DOG, 0);
    expect(names(test)).toEqual(['dog', 'cat']);
    expect(test.key('1').desk.painting.label).toBe(DOG);
    await undo(test);
    expect(names(test)).toEqual(['cat', 'dog']);
    expect((await (await redo(test)).reloaded()).desk.project.classes[0]!.label).toBe(DOG);
  });

  it('takes a list up as one change, each with a colour of its own', async () => {
    const test = await TestDesk.open();
    const { classes, leftOut } = parseClassList('owl, #123456\nCat\ncow\nhen', names(test));
    expect(leftOut).toEqual([{ name: 'Cat', why: 'there' }]);
    await test.desk.classes.add(classes);
    expect(names(test)).toEqual(['cat', 'dog', 'owl', 'cow', 'hen']);
    const colours = test.desk.project.classes.map(({ colour }) => colour);
    expect([colours[2], new Set(colours).size]).toEqual(['#123456', 5]);
    await undo(test);
    expect(names(test)).toEqual(['cat', 'dog']);
    await redo(test);
    expect(test.desk.project.classes.map(({ label, name }) => [label, name]).at(-1)).toEqual([5, 'hen']);
  });

  it('says why a name is refused, and changes nothing', async () => {
    const test = await TestDesk.open();
    const refusal = { done: false, why: 'There is a class "cat" already. Give it another name.' };
    expect(
      await test.desk.classes.add([
        { name: 'owl', colour: undefined },
        { name: 'CAT', colour: undefined },
      ]),
    ).toEqual(refusal);
    expect(await test.desk.classes.rename(DOG, { name: 'cat', colour: '#008000' })).toEqual(refusal);
    expect([names(test), test.app.notices.problem]).toEqual([['cat', 'dog'], undefined]);
    expect(await test.desk.classes.rename(DOG, { name: 'Dog', colour: '#008001' })).toEqual({ done: true });
    await undo(test);
    expect(test.desk.project.classes[1]).toMatchObject({ name: 'dog', colour: '#008000' });
  });

  it('is changed once by a call that comes twice', async () => {
    const test = await TestDesk.open();
    const head = { number: crypto.randomUUID(), project: test.desk.project.summary!.id };
    const classes = [{ name: 'owl', colour: '#123456' }];
    await test.app.api.call('class.addMany', { classes }, head);
    const again = await test.restarted();
    const { classes: after } = await again.app.api.call('class.addMany', { classes }, head);
    expect(after.map(({ name }) => name)).toEqual(['cat', 'dog', 'owl']);
  });
});
