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

describe('a decision that nothing has followed', () => {
  it('is taken back from the next image, which goes back to the one that was decided', async () => {
    const test = await painted();
    const { id } = test.image;
    await test.key('Enter').settled();
    const next = test.image.id;
    expect(test.desk.history.recent).toMatchObject({ what: 'accept', ids: [id] });
    await test.key('Ctrl+Z').settled();
    expect([test.image.id, test.state]).toEqual([id, 'edited']);
    expect(test.row(0)).toMatchMask('222111000222');
    await test.key('Ctrl+Shift+Z').settled();
    expect([test.image.id, test.state]).toEqual([id, 'accepted']);
    await test.desk.queue.open(next);
    expect(test.state).toBe('proposed');
  });

  it('is left alone once something was done on the next image, which undo then takes back', async () => {
    const test = await painted();
    const { id } = test.image;
    await test.key('Enter').settled();
    const next = test.image.id;
    await test.drag([5, 5], [7, 5]).settled();
    await test.key('Ctrl+Z').key('Ctrl+Z').settled();
    expect([test.image.id, test.state]).toEqual([next, 'proposed']);
    expect(test.desk.images.all.find((image) => image.id === id)!.state).toBe('accepted');
  });

  it('is left alone once somebody has gone on', async () => {
    const test = await TestDesk.open('grey.jpg', 'plain.jpg', 'plain.png');
    const { id } = test.image;
    await test.key('Enter').settled();
    await test.key('D').settled();
    await test.key('A').settled();
    await test.key('Ctrl+Z').settled();
    expect(test.desk.images.all.find((image) => image.id === id)!.state).toBe('accepted');
  });
});

describe('one history', () => {
  it('takes thresholds, strokes and tags back in the order in which they were done', async () => {
    const test = await painted();
    const { tags, thresholds } = test.desk;
    thresholds.set(test.image, 1, 0.05);
    await test.drag([0, 7], [1, 7]).settled();
    await tags.toggle(1);
    await test.settled();
    const seen = (): unknown[] => [test.image.detail.tags, test.image.thresholds[1], test.row(7).data[0]];
    expect(seen()).toEqual([[2], 0.05, 2]);
    await test.key('Ctrl+Z').settled();
    expect(seen()).toEqual([[1, 2], 0.05, 2]);
    await test.key('Ctrl+Z').settled();
    expect(seen()).toEqual([[1, 2], 0.05, 1]);
    await test.key('Ctrl+Z').settled();
    expect(seen()).toEqual([[1, 2], 0.5, 1]);
    for (let i = 0; i < 3; i++) await test.key('Ctrl+Shift+Z').settled();
    expect(seen()).toEqual([[2], 0.05, 2]);
  });

  it('takes a threshold that was dragged back at once, to what it was before the drag', async () => {
    const test = await TestDesk.open();
    for (const value of [0.4, 0.3, 0.05]) test.desk.thresholds.set(test.image, 1, value);
    expect(test.row(0)).toMatchMask('111111111111');
    await test.key('Ctrl+Z').settled();
    expect(test.row(0)).toMatchMask(PROPOSED);
    const { images } = test.application.projects.current.file;
    expect(images.get(test.image.id)!.thresholds).toEqual({});
    await test.key('Ctrl+Shift+Z').settled();
    expect(images.get(test.image.id)!.thresholds).toEqual({ 1: 0.05 });
  });

  it('takes the void half-width back, and thresholds that became those of all images', async () => {
    const test = await TestDesk.open('plain.jpg', 'plain.png');
    const { thresholds, project } = test.desk;
    thresholds.set(test.image, 1, 0.9);
    await thresholds.share(test.image);
    thresholds.setVoidHalfWidth(test.image, 0.3);
    await test.settled();
    expect([project.classes[0]!.threshold, project.voidHalfWidth]).toEqual([0.9, 0.3]);
    await test.key('Ctrl+Z').key('Ctrl+Z').settled();
    const { file } = test.application.projects.current;
    expect([project.classes[0]!.threshold, project.voidHalfWidth]).toEqual([0.5, 0]);
    expect([file.classes.all()[0]!.threshold, file.meta.get('voidHalfWidth')]).toEqual([0.5, 0]);
    expect(file.images.get(test.image.id)!.thresholds).toEqual({ 1: 0.9 });
  });

  it('touches no other image than the one that is shown', async () => {
    const test = await painted();
    const { id } = test.image;
    test.desk.thresholds.set(test.image, 1, 0.9);
    await test.key('D').settled();
    await test.key('Ctrl+Z').key('Ctrl+Z').settled();
    expect(test.image.id).not.toBe(id);
    await test.key('A').settled();
    expect([test.image.thresholds[1], test.row(0).data[0]]).toEqual([0.9, 2]);
    expect(test.desk.history.canUndo).toBe(true);
  });
});

it('an image is not accepted with a proposal that nobody has seen', async () => {
  const test = await TestDesk.open();
  const { file } = test.application.projects.current;
  const other = { packHash: 'p', parameterHash: 'other', grid: 2, labels: [1] };
  file.scores.put(test.image.id, { ...other, values: Float16Array.from([0.1, 1, 0.1, 1]) });
  await test.key('Enter').settled();
  expect(test.state).toBe('proposed');
  expect(test.app.notices.problem).toContain('was proposed anew since you looked at it');
  // It is shown now, and accepted when it is accepted again.
  expect(test.row(0)).toMatchMask('000000111111');
  await test.key('Enter').settled();
  expect(test.state).toBe('accepted');
});

it('an image is not accepted in the middle of a stroke', async () => {
  const test = await TestDesk.open('plain.jpg', 'plain.png');
  test.key('B').pointerDown(1, 0);
  await test.key('Enter').settled();
  expect(test.state).toBe('proposed');
  test.pointerUp();
});

describe('keys that come faster than answers', () => {
  it('decide an image once: what was accepted is not rejected by the next key', async () => {
    const test = await TestDesk.open('grey.jpg', 'plain.jpg', 'plain.png');
    const { id } = test.image;
    await test.key('Enter').key('Backspace').key('Enter').settled();
    const states = test.desk.images.all.map(({ state }) => state);
    expect(states).toEqual(['accepted', 'proposed', 'proposed']);
    await test.key('Ctrl+Z').settled();
    expect([test.image.id, test.state, test.desk.history.canUndo]).toEqual([id, 'proposed', false]);
  });

  it('do not pull somebody back who has gone on to another image meanwhile', async () => {
    const test = await TestDesk.open('grey.jpg', 'palette.png', 'plain.jpg');
    const third = test.desk.images.all[2]!.id;
    test.key('Enter');
    await test.desk.queue.open(third);
    await test.settled();
    expect(test.image.id).toBe(third);
    expect(test.desk.images.all[0]!.state).toBe('accepted');
  });

  it('undo nothing while another image is on its way', async () => {
    const test = await TestDesk.open('plain.jpg', 'plain.png');
    await test.key('Enter').settled();
    await test.key('A').settled();
    await test.key('D').key('Ctrl+Z').settled();
    await test.key('A').settled();
    expect([test.state, test.desk.history.canRedo]).toEqual(['accepted', false]);
  });

  it('switch two tags, both of which stay', async () => {
    const test = await TestDesk.open();
    await Promise.all([test.desk.tags.toggle(1), test.desk.tags.toggle(2)]);
    await test.settled();
    expect(test.image.detail.tags).toEqual([2]);
    await test.key('Ctrl+Z').settled();
    expect(test.image.detail.tags).toEqual([]);
    await test.key('Ctrl+Z').settled();
    expect(test.image.detail.tags).toEqual([1]);
  });

  it('paint an untagged class twice: it stays tagged until the first stroke is taken back', async () => {
    const test = await TestDesk.open();
    test.desk.painting.setRadius(0.5);
    await test.key('2').click(9, 1).click(10, 3).settled();
    expect(test.image.detail.tags).toEqual([1, 2]);
    await test.key('Ctrl+Z').settled();
    expect(test.image.detail.tags).toEqual([1, 2]);
    await test.key('Ctrl+Z').settled();
    expect(test.image.detail.tags).toEqual([1]);
  });
});

it('a polygon under way is neither thrown away by a decision nor left by the way', async () => {
  const test = await TestDesk.open('plain.jpg', 'plain.png');
  const { id } = test.image;
  test.key('P').click(1, 1).click(4, 1);
  await test.desk.decisions.take('accept');
  await test.key('D').settled();
  expect([test.image.id, test.state, test.desk.painting.busy]).toEqual([id, 'proposed', true]);
  expect(test.app.notices.notice).toContain('Finish it');
});

describe('what can no longer be taken back', () => {
  it('is said, and is not in the way of what was done before it', async () => {
    const test = await TestDesk.open('plain.jpg', 'plain.png');
    test.desk.painting.setRadius(0.5);
    await test.key('1').click(9, 1).settled();
    await test.desk.classes.rename(2, { name: 'wolf', colour: '#123456' });
    const first = test.image.id;
    await test.key('D').settled();
    await test.desk.classes.add([{ name: 'dog', colour: undefined }]);
    await test.desk.queue.open(first);
    await test.key('Ctrl+Z').settled();
    expect(test.app.notices.problem).toContain('There is a class "dog" already');
    await test.key('Ctrl+Z').settled();
    expect(test.row(1).data[9]).toBe(0);
  });

  it('a class that other images have by now is not taken from them', async () => {
    const test = await TestDesk.open('plain.jpg', 'plain.png');
    test.desk.painting.setRadius(0.5);
    await test.desk.classes.add([{ name: 'owl', colour: undefined }]);
    await test.key('D').settled();
    await test.key('3').click(9, 1).settled();
    await test.key('A').settled();
    await test.key('Ctrl+Z').settled();
    expect(test.app.notices.problem).toContain('owl is on an image by now');
    await test.key('D').settled();
    expect(test.row(1).data[9]).toBe(3);
  });

  it('an order or a width that was changed again from another image stays', async () => {
    const test = await TestDesk.open('plain.jpg', 'plain.png');
    const { thresholds, project } = test.desk;
    const first = test.image.id;
    thresholds.setVoidHalfWidth(test.image, 0.1);
    await test.key('D').settled();
    thresholds.setVoidHalfWidth(test.image, 0.2);
    await test.desk.queue.open(first);
    await test.key('Ctrl+Z').settled();
    expect([project.voidHalfWidth, test.app.notices.problem]).toEqual([
      0.2,
      expect.stringContaining('changed again from another image'),
    ]);
  });
});
