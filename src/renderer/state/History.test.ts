import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { TestDesk } from '../../../testing/TestDesk.ts';

const PROPOSED = '111111000000';

async function painted(): Promise<TestDesk> {
  const test = await TestDesk.open('plain.jpg', 'plain.png');
  test.key('B').key('2');
  test.desk.painting.setRadius(0.5);
  return test.drag([0, 0], [2, 0]).drag([9, 0], [11, 0]).settled();
}

describe('strokes', () => {
  it('are undone and done again, one by one, as far as there are any', async () => {
    const test = await painted();
    const { history } = test.desk;
    await test.key('Ctrl+Z').settled();
    expect(test.row(0)).toMatchMask('222111000000');
    await test.key('Ctrl+Z').key('Ctrl+Z').settled();
    expect(test.row(0)).toMatchMask(PROPOSED);
    expect([test.state, history.canUndo, history.canRedo]).toEqual(['proposed', false, true]);
    await test.key('Ctrl+Shift+Z').key('Ctrl+Shift+Z').key('Ctrl+Shift+Z').settled();
    expect(test.row(0)).toMatchMask('222111000222');
    expect([test.state, history.canUndo, history.canRedo]).toEqual(['edited', true, false]);
  });

  it('that are new drop what had been undone', async () => {
    const test = await painted();
    await test.key('Ctrl+Z').settled();
    await test.drag([5, 0], [6, 0]).settled();
    expect(test.desk.history.canRedo).toBe(false);
    expect(test.row(0)).toMatchMask('222112200000');
  });

  it('and their undo are there when the image is opened again', async () => {
    const test = await painted();
    await test.key('D').settled();
    await test.key('A').settled();
    expect(test.row(0)).toMatchMask('222111000222');
    await test.key('Ctrl+Z').settled();
    expect(test.row(0)).toMatchMask('222111000000');
  });
});

describe.each([
  ['accepted', 'Enter'],
  ['rejected', 'Backspace'],
] as const)('an image that was %s', (state, key) => {
  it('leads on to the next; undone, it is as it was before; done again, decided', async () => {
    const test = await painted();
    const first = test.image.id;
    await test.key(key).settled();
    expect(test.image.id).not.toBe(first);
    await test.key('A').settled();
    expect([test.image.id, test.state, test.image.decided]).toEqual([first, state, true]);
    expect(test.row(0)).toMatchMask('222111000222');

    await test.key('Ctrl+Z').settled();
    expect([test.image.id, test.state]).toEqual([first, 'edited']);
    expect(test.row(0)).toMatchMask('222111000222');
    expect(test.desk.history.canRedo).toBe(true);
    await test.key('Ctrl+Shift+Z').settled();
    expect([test.image.id, test.state]).toEqual([first, state]);
  });

  it('is reopened with its strokes, and reopening is undone too', async () => {
    const test = await painted();
    await test.key(key).settled();
    await test.key('A').settled();
    await test.key('Ctrl+Backspace').settled();
    expect(test.state).toBe('edited');
    await test.key('Ctrl+Z').settled();
    expect(test.state).toBe(state);
    expect(test.row(0)).toMatchMask('222111000222');
  });

  it('remembers who decided', async () => {
    const test = await painted();
    const { id } = test.image;
    await test.key(key).settled();
    const { decisions } = test.application.projects.current.file;
    expect(decisions.last(id)).toMatchObject({ author: 'tester' });
  });
});

describe('reopening', () => {
  it('is what Ctrl+Z takes back, until something is painted, and again once that is undone', async () => {
    const test = await painted();
    await test.key('Enter').settled();
    await test.key('A').settled();
    await test.key('Ctrl+Backspace').settled();
    await test.drag([5, 5], [6, 5]).settled();
    await test.key('Ctrl+Z').settled();
    expect([test.state, test.desk.history.canUndo]).toEqual(['edited', true]);
    expect(test.row(5)).toMatchMask(PROPOSED);
    await test.key('Ctrl+Z').settled();
    expect(test.state).toBe('accepted');
    await test.key('Ctrl+Shift+Z').settled();
    await test.key('Ctrl+Shift+Z').settled();
    expect(test.state).toBe('edited');
    expect(test.row(5)).toMatchMask('111112200000');
  });
});

it('undo goes back past an acceptance, and redo all the way forward again', async () => {
  const test = await painted();
  await test.key('Enter').settled();
  await test.key('A').settled();
  for (let i = 0; i < 3; i++) await test.key('Ctrl+Z').settled();
  expect([test.state, test.desk.history.canUndo]).toEqual(['proposed', false]);
  for (let i = 0; i < 3; i++) await test.key('Ctrl+Shift+Z').settled();
  expect([test.state, test.desk.history.canRedo]).toEqual(['accepted', false]);
  expect(test.row(0)).toMatchMask('222111000222');
});

it('neither undo nor redo comes between a stroke and its end', async () => {
  const test = await painted();
  await test.key('Ctrl+Z').settled();
  test.key('E').pointerDown(1, 0).pointerMove(2, 0);
  await test.key('Ctrl+Shift+Z').key('Ctrl+Z').settled();
  await test.pointerUp().settled();
  expect(test.row(0)).toMatchMask('200111000000');
  await test.desk.queue.open(test.image.id);
  expect(test.row(0)).toMatchMask('200111000000');
});

it('a decision that was undone cannot be done again once something else was painted', async () => {
  const test = await painted();
  await test.key('Enter').settled();
  await test.key('A').settled();
  await test.key('Ctrl+Z').settled();
  await test.drag([5, 5], [6, 5]).settled();
  expect(test.desk.history.canRedo).toBe(false);
  await test.key('Ctrl+Shift+Z').settled();
  expect(test.state).toBe('edited');
});

it('an image without labels is not accepted, and it is said why', async () => {
  const test = await TestDesk.open();
  const { file } = test.application.projects.current;
  const root = file.meta.get('root')!;
  copyFileSync(join(root, 'plain.png'), join(root, 'unproposed.png'));
  file.images.add({ path: 'unproposed.png', bytes: 1, tags: undefined });
  await test.desk.load();
  await test.key('D').settled();
  await test.key('Enter').settled();
  expect([test.image.detail.path, test.state]).toEqual(['unproposed.png', 'new']);
  expect(test.app.notices.problem).toContain('unproposed.png has no proposal yet');
});
