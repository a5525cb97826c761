import { expect, it } from 'vitest';
import { TestDesk } from '../../../testing/TestDesk.ts';

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

async function painting(): Promise<TestDesk> {
  const test = await TestDesk.open('plain.png', 'plain.jpg');
  test.key('B').key('2');
  test.desk.painting.setRadius(0.5);
  return test;
}
/** Paints the first three pixels of a row, undone and all. */
const paint = (test: TestDesk, row: number): TestDesk => test.drag([0, row], [2, row]);

it.each(['page', 'application'] as const)(
  'an undo whose answer was lost is done once, when it is asked for again and when the %s was started again',
  async (which) => {
    const test = await painting();
    await paint(paint(paint(test, 0), 1), 2).settled();
    test.line.losing = 'answer';
    test.key('Ctrl+Z');
    await pause(50);
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
  await pause(50);
  test.line.losing = undefined;
  await test.settled();
  expect(test.row(0)).toMatchMask('222111000000');
  expect(test.row(1)).toMatchMask('111111000000');
});

it('an acceptance whose answer was lost, and its undo, are made once', async () => {
  const test = await painting();
  const { id } = test.image;
  test.line.losing = 'answer';
  test.key('Enter');
  await pause(50);
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
  await pause(50);
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
  await pause(50);
  other.application.projects.close();
  test.application.projects.openAt(path);
  test.line.losing = undefined;
  await pause(800);
  expect(test.application.projects.current.file.strokes.any(1)).toBe(false);
});

it('what was left and is refused is said, once', async () => {
  const test = await painting();
  test.line.losing = 'request';
  paint(test, 0);
  await pause(50);
  await test.application.answer('image.reject', { id: test.image.id });
  const after = await test.reloaded();
  expect(after.app.notices.problem).toMatch(
    /^One change of the page that was closed could not be saved: plain.jpg is rejected/,
  );
  expect((await after.reloaded()).app.notices.problem).toBeUndefined();
});
