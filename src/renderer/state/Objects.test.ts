import { describe, expect, it } from 'vitest';
import { pictureOf } from '../../../testing/maskMatchers.ts';
import type { ObjectEdit } from '../../shared/objects/ObjectEdit.ts';
import { TestDesk } from '../../../testing/TestDesk.ts';

/** A row of the objects' numbers; each row is proposed as a cat on its left half. */
function objectsOf(test: TestDesk, y = 0): string {
  const { width } = test.image.layer;
  const ids = test.desk.objects.found!.ids.subarray(y * width, (y + 1) * width);
  return pictureOf({ width, data: Uint8Array.from(ids) });
}
const ONE = '111111000000';
const CUT = '111222000000';

/** A desk with the tool in hand. */
async function withObjects(...files: string[]): Promise<TestDesk> {
  return (await TestDesk.open(...files)).key('J');
}
/** Draws a line from top to bottom; its own pixels are as near to both sides, and go to the left one. */
const cutAt = (test: TestDesk, x: number): Promise<TestDesk> => test.drag([x, 0], [x, 4], [x, 7]).settled();

describe('the objects tool', () => {
  it('parts what a line is drawn through, as one entry of the history', async () => {
    const test = await withObjects();
    expect(objectsOf(test)).toBe(ONE);
    await cutAt(test, 2);
    expect(objectsOf(test)).toBe(CUT);
    expect(objectsOf(test, 7)).toBe(CUT);
    expect(test.row(0)).toMatchMask(ONE);
    expect(test.desk.history.undoWords).toBe('cut between objects');
    await test.key('Ctrl+Z').settled();
    expect(objectsOf(test)).toBe(ONE);
    await test.key('Ctrl+Shift+Z').settled();
    expect(objectsOf(test)).toBe(CUT);
  });

  it('says so where a line does not go right through, and keeps nothing', async () => {
    const test = await withObjects();
    await test.drag([2, 0], [2, 5]).settled();
    expect(test.app.notices.notice).toContain('does not go right through');
    expect(test.image.objectEdits).toEqual([]);
    expect(test.desk.history.canUndo).toBe(false);
  });

  it('parts a region by a click on each of two things in it', async () => {
    const test = await withObjects();
    // Six pixels of the page are apart enough.
    test.desk.viewport.zoom(2);
    await test.click(0, 3).settled();
    expect(test.image.objectEdits).toEqual([]);
    await test.click(5, 3).settled();
    expect(objectsOf(test, 3)).toBe(CUT);
    expect(test.desk.history.undoWords).toBe('parting of objects');
  });

  it('shows the object that was clicked, until Escape or a click beside it', async () => {
    const test = await withObjects();
    const outlines = () =>
      test.desk.painting
        .marks(undefined)
        .flatMap((mark) => (mark.kind === 'edges' && mark.chosen ? mark.path : []));
    test.click(2, 2);
    expect(outlines()).toEqual(['M0 0h6M0 8h6M0 0v8M6 0v8']);
    test.key('Escape');
    expect(outlines()).toEqual([]);
    test.click(2, 2).click(9, 2);
    expect(outlines()).toEqual([]);
  });

  it('joins what is clicked with Shift, or dragged to with Shift, and only what is of one class', async () => {
    const test = await withObjects();
    await cutAt(test, 2);
    await test.click(1, 1).click(5, 1, { shift: true }).settled();
    expect(objectsOf(test)).toBe(ONE);
    expect(test.desk.history.undoWords).toBe('joining of objects');
    await test.key('Ctrl+Z').settled();
    expect(objectsOf(test)).toBe(CUT);
    test.pointerDown(1, 1, { shift: true });
    test.pointerMove(3, 5).pointerMove(5, 7);
    await test.pointerUp().settled();
    expect(objectsOf(test)).toBe(ONE);
    await test.click(1, 1).click(5, 1, { shift: true }).settled();
    expect(test.image.objectEdits).toHaveLength(2);
  });

  it('shows numbers, and borders between objects of a class, while it is in hand', async () => {
    const test = await withObjects();
    const marks = () => test.desk.painting.marks(undefined);
    expect(marks()).toMatchObject([{ kind: 'number', number: 1 }]);
    await cutAt(test, 2);
    expect(marks()).toMatchObject([
      { kind: 'edges', path: 'M3 0v8', chosen: false },
      { kind: 'number', number: 1 },
      { kind: 'number', number: 2 },
    ]);
    test.key('H').key('I');
    expect(marks()).toEqual([]);
  });

  it('leaves no trace of a line that Escape ends', async () => {
    const test = await withObjects();
    test.pointerDown(3, 0).pointerMove(3, 7).key('Escape').pointerUp();
    await test.settled();
    expect(objectsOf(test)).toBe(ONE);
  });

  it('changes nothing on an image that is decided, and says why', async () => {
    const test = await withObjects('plain.png', 'plain.jpg');
    await test.key('Enter').settled();
    await test.key('A').settled();
    await cutAt(test, 2);
    expect(test.app.notices.notice).toContain('is decided');
    const { id } = test.image;
    const edit = {
      kind: 'join',
      points: [
        { x: 1, y: 1 },
        { x: 2, y: 2 },
      ],
    } as const;
    const call = test.app.api.call('object.add', {
      id,
      edit: { ...edit, points: [edit.points[0], edit.points[1]] },
    });
    await expect(call).rejects.toThrow('is accepted. Reopen it');
  });
});

describe('objects', () => {
  it('are there again when the project is opened again, and are taken back there', async () => {
    const first = await withObjects();
    await cutAt(first, 2);
    await cutAt(first, 1);
    expect(objectsOf(first)).toBe('112333000000');
    const test = await first.restarted();
    expect(objectsOf(test)).toBe('112333000000');
    await test.key('Ctrl+Z').settled();
    expect(objectsOf(test)).toBe(CUT);
    const again = await test.restarted();
    expect(objectsOf(again)).toBe(CUT);
    await again.key('Ctrl+Shift+Z').settled();
    expect(objectsOf(again)).toBe('112333000000');
    await again.key('Ctrl+Z').key('Ctrl+Z').settled();
    expect(objectsOf(again)).toBe(ONE);
  });

  it('follow the labels: a cut counts as long as there is something to cut', async () => {
    const test = await withObjects();
    await cutAt(test, 2);
    test.key('B').key('0');
    test.desk.painting.setRadius(40);
    await test.click(5, 5).settled();
    expect(objectsOf(test)).toBe('000000000000');
    await test.key('Ctrl+Z').settled();
    expect(objectsOf(test)).toBe(CUT);
  });

  it('are made once, however often the call comes', async () => {
    const test = await TestDesk.open();
    const { id } = test.image;
    const head = { number: crypto.randomUUID(), project: test.desk.project.summary!.id };
    const points = [
      { x: 3.5, y: 0 },
      { x: 3.5, y: 8 },
    ];
    const add = () => test.app.api.call('object.add', { id, edit: { kind: 'cut', points } }, head);
    const first = await add();
    expect(await add()).toEqual(first);
    expect(first).toHaveLength(1);
    expect(await test.app.api.call('object.list', { id })).toEqual(first);
  });
});

it.each([
  ['a line of one corner', { kind: 'cut', points: [{ x: 1, y: 1 }] }],
  [
    'a line of very many corners',
    { kind: 'cut', points: Array.from({ length: 1001 }, () => ({ x: 1, y: 1 })) },
  ],
  ['very many seeds', { kind: 'seeds', points: Array.from({ length: 65 }, () => ({ x: 1, y: 1 })) }],
  [
    'a place that is nowhere',
    {
      kind: 'cut',
      points: [
        { x: NaN, y: 1 },
        { x: 1, y: 1 },
      ],
    },
  ],
  [
    'a place that is very far',
    {
      kind: 'cut',
      points: [
        { x: 1e12, y: 1 },
        { x: 1, y: 1 },
      ],
    },
  ],
  ['a join of three', { kind: 'join', points: Array.from({ length: 3 }, () => ({ x: 1, y: 1 })) }],
])('%s is refused', async (_, edit) => {
  const test = await TestDesk.open();
  const call = test.app.api.call('object.add', { id: test.image.id, edit: edit as ObjectEdit });
  await expect(call).rejects.toMatchObject({ code: 'invalid-input' });
  expect(await test.app.api.call('object.list', { id: test.image.id })).toEqual([]);
});

describe('tools that click regions', () => {
  it('act on the object under the pointer with Ctrl, and on its region without', async () => {
    const test = await withObjects();
    await cutAt(test, 2);
    await test.key('T').click(1, 1, { ctrl: true }).settled();
    expect(test.row(0)).toMatchMask('000111000000');
    await test.key('Ctrl+Z').settled();
    await test.key('F').key('2').click(5, 1, { ctrl: true }).settled();
    expect(test.row(4)).toMatchMask('111222000000');
    await test.key('Ctrl+Z').settled();
    await test.key('R').click(5, 1, { ctrl: true }).settled();
    expect(test.image.originAt(5, 1)).toBe('painted');
    expect(test.image.originAt(1, 1)).toBe('proposed');
    await test.key('X').click(5, 7, { ctrl: true }).settled();
    expect(test.image.originAt(5, 1)).toBe('proposed');
    await test.key('T').click(5, 1).settled();
    expect(test.row(0)).toMatchMask('000000000000');
  });

  it('act on all pieces of an object that was joined', async () => {
    const test = await withObjects();
    await test.key('B').key('0');
    test.desk.painting.setRadius(0.5);
    await test.drag([3, 0], [3, 7]).settled();
    test.key('J').pointerDown(1, 1, { shift: true });
    test.pointerMove(5, 1);
    await test.pointerUp().settled();
    expect(objectsOf(test)).toBe('111011000000');
    await test.key('T').click(1, 1, { ctrl: true }).settled();
    expect(test.row(0)).toMatchMask('000000000000');
  });

  it('with Ctrl on what is in no object act on its region', async () => {
    const test = await withObjects();
    await test.key('F').key('2').click(9, 1, { ctrl: true }).settled();
    expect(test.row(0)).toMatchMask('111111222222');
  });
});
