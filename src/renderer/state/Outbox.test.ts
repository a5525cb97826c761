import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { eventually } from '../../../testing/eventually.ts';
import { TestDesk } from '../../../testing/TestDesk.ts';
import { fileOf } from '../../main/project/fileOf.ts';
import { AppError } from '../../shared/errors/AppError.ts';

async function painting(): Promise<TestDesk> {
  const test = await TestDesk.open('plain.png', 'plain.jpg');
  test.key('B').key('2');
  test.desk.painting.setRadius(0.5);
  return test;
}
/** Paints the first three pixels of a row, undone and all. */
const paint = (test: TestDesk, row: number): TestDesk => test.drag([0, row], [2, row]);

/** Waits until so many calls are kept and nobody has answered. */
const unanswered = (test: TestDesk, count: number): Promise<void> =>
  eventually(async () => {
    expect(test.line.lost).toBeGreaterThan(0);
    expect(await test.kept()).toBe(count);
  });

it.each(['page', 'application'] as const)(
  'an undo whose answer was lost is done once, when it is asked for again and when the %s was started again',
  async (which) => {
    const test = await painting();
    await paint(paint(paint(test, 0), 1), 2).settled();
    test.line.losing = 'answer';
    test.key('Ctrl+Z');
    await unanswered(test, 1);
    const after = await (which === 'page' ? test.reloaded() : test.restarted());
    expect([after.row(0), after.row(1), after.row(2)]).toEqual([
      expect.objectContaining({ data: Uint8Array.from([2, 2, 2, 1, 1, 1, 0, 0, 0, 0, 0, 0]) }),
      expect.objectContaining({ data: Uint8Array.from([2, 2, 2, 1, 1, 1, 0, 0, 0, 0, 0, 0]) }),
      expect.objectContaining({ data: Uint8Array.from([1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0]) }),
    ]);
  },
);

it('the same page that has lost an answer asks again, and nothing is done twice', async () => {
  const test = await painting();
  await paint(paint(test, 0), 1).settled();
  test.line.losing = 'answer';
  test.key('Ctrl+Z');
  await unanswered(test, 1);
  test.line.losing = undefined;
  await eventually(() => expect(test.row(1)).toMatchMask('111111000000'));
  await test.settled();
  expect(test.row(0)).toMatchMask('222111000000');
});

it('an acceptance whose answer was lost, and its undo, are made once', async () => {
  const test = await painting();
  const { id } = test.image;
  test.line.losing = 'answer';
  test.key('Enter');
  await unanswered(test, 1);
  const after = await test.restarted();
  const { decisions } = after.application.projects.current.file;
  expect(decisions.last(id)).toMatchObject({ what: 'accept' });
  expect(decisions.undo(id)).toBeDefined();
  expect(decisions.last(id)).toBeUndefined();
});

it('strokes that nobody has answered for survive the page that is closed, in their order', async () => {
  const test = await painting();
  test.line.losing = 'request';
  paint(paint(test, 0), 1).key('Ctrl+Z');
  await unanswered(test, 3);
  const after = await test.reloaded();
  expect(after.app.notices.notice).toMatch(/^3 changes that were not saved/);
  expect(after.row(0)).toMatchMask('222111000000');
  expect(after.row(1)).toMatchMask('111111000000');
  const again = await after.reloaded();
  expect(again.app.notices.notice).toBeUndefined();
  expect(again.row(0)).toMatchMask('222111000000');
});

it('strokes of one project are never made in another', async () => {
  const [test, other] = [await painting(), await painting()];
  const { path } = other.application.projects.current.file;
  test.line.losing = 'request';
  paint(test, 0);
  await unanswered(test, 1);
  other.application.projects.close();
  test.application.projects.openAt(path);
  test.line.losing = undefined;
  await eventually(() => expect(test.desk.outbox.isStopped).toBe(true));
  expect(test.application.projects.current.file.strokes.any(1)).toBe(false);
});

it('what was left and is refused is said, once', async () => {
  const test = await painting();
  test.line.losing = 'request';
  paint(test, 0);
  await unanswered(test, 1);
  await test.application.answer('image.reject', { id: test.image.id });
  const after = await test.reloaded();
  expect(after.app.notices.problem).toMatch(
    /^One change of the page that was closed could not be saved: plain.jpg is rejected/,
  );
  expect((await after.reloaded()).app.notices.problem).toBeUndefined();
});

/** Makes the photograph of the open image another one of its size. @returns how to put it back */
function change(test: TestDesk): () => void {
  const { file } = test.application.projects.current;
  const path = fileOf(file, file.images.get(test.image.id)!);
  const before = readFileSync(path);
  appendFileSync(path, 'more');
  return () => writeFileSync(path, before);
}

describe('strokes on a photograph that has changed meanwhile', () => {
  it('are kept when they were left, until the labels are kept for it', async () => {
    const test = await painting();
    test.line.losing = 'request';
    paint(paint(test, 0), 1);
    await unanswered(test, 2);
    change(test);
    const after = await test.reloaded();
    expect(after.app.notices.problem).toMatch(/^2 changes of the page that was closed are not saved yet/);
    expect([await after.kept(), after.image.held]).toEqual([2, 2]);
    await after.desk.changedPhotograph.keepLabels();
    expect([await after.kept(), after.image.held]).toEqual([0, 0]);
    expect(after.row(1)).toMatchMask('222111000000');
  });

  it('are kept when they were just made, and made when it is back', async () => {
    const test = await painting();
    const putBack = change(test);
    paint(test, 0);
    await eventually(() => expect(test.image.detail.changed).not.toBeNull());
    expect(test.row(0)).toMatchMask('111111000000');
    expect([await test.kept(), test.image.held]).toEqual([1, 1]);
    // The notice of the image says it.
    expect(test.app.notices.problem).toBeUndefined();
    putBack();
    await test.desk.current.lookAgain();
    expect(test.image.detail.changed).toBeNull();
    expect(test.row(0)).toMatchMask('222111000000');
    expect(await test.kept()).toBe(0);
  });

  it('never land on another that was started anew, though the answer was lost', async () => {
    const test = await painting();
    change(test);
    paint(test, 0);
    await eventually(() => expect(test.image.held).toBe(1));
    test.line.losing = 'answer';
    await test.desk.changedPhotograph.startAnew();
    test.line.losing = undefined;
    await test.desk.current.openAgain();
    expect(test.image.detail.changed).toBeNull();
    expect([await test.kept(), test.image.held]).toEqual([0, 0]);
    expect(test.application.projects.current.file.strokes.any(test.image.id)).toBe(false);
  });

  it('are forgotten where it is started anew', async () => {
    const test = await painting();
    change(test);
    paint(test, 0);
    await eventually(() => expect(test.image.held).toBe(1));
    await test.desk.changedPhotograph.startAnew();
    expect(await test.kept()).toBe(0);
    expect(test.image.detail.changed).toBeNull();
    expect(test.application.projects.current.file.strokes.any(test.image.id)).toBe(false);
  });
});

/** Makes Camweave refuse strokes on one image. @returns how to end it */
function refuse(test: TestDesk, id: number, error: Error): () => void {
  const { handlers } = test.application;
  const add = handlers['stroke.add'];
  handlers['stroke.add'] = (input, number) => {
    if (input.id === id) throw error;
    return add(input, number);
  };
  return () => void (handlers['stroke.add'] = add);
}

describe.each([
  ['a fault', new RangeError('beyond')],
  ['a project that is damaged', new AppError('project-invalid', 'It is damaged.')],
])('strokes that are refused for %s', (_, error) => {
  it('are kept, do not look saved, hinder no other image, and are made when theirs is opened again', async () => {
    const test = await painting();
    const { id } = test.image;
    const grant = refuse(test, id, error);
    paint(test, 0);
    await eventually(() => expect(test.row(0)).toMatchMask('111111000000'));
    const { problem, fault } = test.app.notices;
    expect(problem ?? fault?.message).toMatch(/(beyond|damaged\.) What you did is kept/);
    await test.key('D').settled();
    await paint(test, 1).settled();
    expect(test.application.projects.current.file.strokes.any(test.image.id)).toBe(true);
    expect(await test.kept()).toBe(1);
    grant();
    await test.key('A').settled();
    expect(test.image.id).toBe(id);
    expect(test.row(0)).toMatchMask('222111000000');
    expect(await test.kept()).toBe(0);
  });

  it('come before those that are made on the same image later', async () => {
    const test = await painting();
    const grant = refuse(test, test.image.id, error);
    paint(test, 0);
    await eventually(() => expect(test.row(0)).toMatchMask('111111000000'));
    await test.settled();
    grant();
    paint(test, 1);
    await eventually(() => expect(test.row(0)).toMatchMask('222111000000'));
    expect(test.row(1)).toMatchMask('222111000000');
    test.key('Ctrl+Z');
    await eventually(() => expect(test.row(1)).toMatchMask('111111000000'));
    expect(test.row(0)).toMatchMask('222111000000');
  });
});

it('images are listed and shown though what was left has to wait, and again with it once it is made', async () => {
  const test = await painting();
  test.line.losing = 'request';
  paint(test, 0);
  await unanswered(test, 1);
  const grant = refuse(test, test.image.id, new AppError('disk-full', 'There is no room. Run it again.'));
  const after = await test.reloaded();
  expect(after.desk.images.all).toHaveLength(2);
  expect(after.row(0)).toMatchMask('111111000000');
  expect(after.app.notices.problem).toMatch(/^The disk is full: .* saved then\.$/);
  grant();
  await eventually(() => expect(after.row(0)).toMatchMask('222111000000'));
  expect(after.app.notices.problem).toBeUndefined();
});

it('what is said of a disk is taken back once there is room, for thresholds too', async () => {
  const test = await painting();
  const { handlers } = test.application;
  const set = handlers['image.setThreshold'];
  handlers['image.setThreshold'] = () => {
    throw new AppError('disk-full', 'There is no room.');
  };
  test.desk.thresholds.set(test.image, 1, 0.05);
  await eventually(() => expect(test.app.notices.problem).toMatch(/^The disk is full/));
  handlers['image.setThreshold'] = set;
  await test.desk.thresholds.save();
  expect(test.app.notices.problem).toBeUndefined();
});
