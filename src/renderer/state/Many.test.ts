import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { TestDesk } from '../../../testing/TestDesk.ts';

const open = (): Promise<TestDesk> => TestDesk.open('plain.jpg', 'plain.png', 'grey.jpg', 'palette.png');
const chosen = ({ desk }: TestDesk): string[] => desk.selection.images.map(({ path }) => path);
const states = ({ desk }: TestDesk): string[] => desk.images.all.map(({ state }) => state);
const ids = ({ desk }: TestDesk): number[] => desk.images.all.map(({ id }) => id);

describe('images are chosen in the list', () => {
  it('one by one beside the open one, up to another, and all that it shows', async () => {
    const test = await open();
    const { selection, queue } = test.desk;
    const [, second, third, fourth] = ids(test);
    selection.toggle(third!);
    expect(chosen(test)).toEqual(['grey.jpg', 'plain.jpg']);
    selection.extendTo(second!);
    expect(chosen(test)).toEqual(['palette.png', 'plain.jpg']);
    selection.toggle(fourth!);
    expect(chosen(test)).toEqual(['palette.png', 'plain.jpg', 'plain.png']);
    await test.key('Escape').settled();
    expect(chosen(test)).toEqual([]);
    queue.nameFilter = 'plain';
    await test.key('Ctrl+A').settled();
    expect(chosen(test)).toEqual(['plain.jpg', 'plain.png']);
    queue.nameFilter = 'png';
    expect(chosen(test)).toEqual(['plain.png']);
  });

  it('up to another only from one that the list shows', async () => {
    const test = await open();
    const { selection, queue } = test.desk;
    const [, second, third, fourth] = ids(test);
    queue.nameFilter = 'plain';
    selection.extendTo(fourth!);
    expect(chosen(test)).toEqual(['plain.png']);
    selection.extendTo(third!);
    expect(chosen(test)).toEqual(['plain.jpg', 'plain.png']);
    queue.nameFilter = 'png';
    selection.extendTo(second!);
    expect(chosen(test)).toEqual(['palette.png', 'plain.png']);
    queue.nameFilter = 'jpg';
    selection.extendTo(third!);
    expect(chosen(test)).toEqual(['plain.jpg']);
  });

  it('by key, each when it is open, and taken away by it again', async () => {
    const test = await open();
    test.key('Shift+C');
    await test.key('D').settled();
    expect(chosen(test)).toEqual(['grey.jpg']);
    await test.key('D').settled();
    test.key('Shift+C');
    expect(chosen(test)).toEqual(['grey.jpg', 'plain.jpg']);
    test.key('Shift+C');
    expect(chosen(test)).toEqual(['grey.jpg']);
  });

  it('with the arrows from the open one on, which go with it', async () => {
    const test = await open();
    await test.key('Shift+ArrowDown').settled();
    await test.key('Shift+ArrowDown').settled();
    expect([chosen(test), test.image.detail.path]).toEqual([
      ['grey.jpg', 'palette.png', 'plain.jpg'],
      'plain.jpg',
    ]);
    await test.key('Shift+ArrowUp').settled();
    expect(chosen(test)).toEqual(['grey.jpg', 'palette.png']);
  });
});

describe('what is done to all that are chosen', () => {
  it('is taken back at once, and done again at once', async () => {
    const test = await open();
    const before = test.image.id;
    test.desk.selection.extendTo(ids(test)[2]!);
    await test.key('Ctrl+Shift+Enter').settled();
    expect(states(test)).toEqual(['accepted', 'accepted', 'accepted', 'proposed']);
    expect([test.image.id, test.image.frozen]).toEqual([before, true]);
    await test.key('Ctrl+Z').settled();
    expect(states(test)).toEqual(['proposed', 'proposed', 'proposed', 'proposed']);
    expect(test.image.frozen).toBe(false);
    await test.key('Ctrl+Shift+Z').settled();
    expect(states(test)).toEqual(['accepted', 'accepted', 'accepted', 'proposed']);
    await test.key('Ctrl+Z').settled();
    expect(states(test)).toEqual(['proposed', 'proposed', 'proposed', 'proposed']);
  });

  it('leaves images alone that are decided already, also when it is taken back', async () => {
    const test = await open();
    await test.key('Backspace').settled();
    await test.key('Ctrl+A').key('Ctrl+Shift+Enter').settled();
    expect(states(test)).toEqual(['accepted', 'accepted', 'accepted', 'accepted']);
    await test.key('Ctrl+Z').settled();
    expect(states(test)).toEqual(['rejected', 'proposed', 'proposed', 'proposed']);
  });

  it('is not stopped by one that it cannot be done to, which is named', async () => {
    const test = await open();
    const { file } = test.application.projects.current;
    const root = file.meta.get('root')!;
    copyFileSync(join(root, 'plain.png'), join(root, 'later.png'));
    file.images.add({ path: 'later.png', bytes: 1, tags: undefined });
    await test.desk.load();
    await test.key('Ctrl+A').key('Ctrl+Shift+Enter').settled();
    expect(states(test)).toEqual(['accepted', 'new', 'accepted', 'accepted', 'accepted']);
    expect(test.app.notices.problem).toContain('later was left out: later.png has no proposal yet');
  });

  it('is saved: strokes and thresholds of the open image are part of it', async () => {
    const test = await open();
    test.desk.thresholds.set(test.image, 1, 0.05);
    test.desk.selection.extendTo(ids(test)[1]!);
    await test.key('Ctrl+Shift+Enter').settled();
    expect(test.row(7)).toMatchMask('111111111111');
  });

  it('tags those that do not have the tag, and only those lose it again', async () => {
    const test = await open();
    await test.desk.tags.toggle(2);
    await test.key('Ctrl+A').settled();
    await test.desk.many.tag(2, true);
    const tags = (): unknown[] => test.desk.images.all.map((image) => image.tags?.join());
    expect(tags()).toEqual(['1,2', '1,2', '1,2', '1,2']);
    await test.key('Ctrl+Z').settled();
    expect(tags()).toEqual(['1,2', '1', '1', '1']);
    expect(test.image.detail.tags).toEqual([1, 2]);
  });
});

it('tags that nobody knew are unknown again when a tag on many is taken back', async () => {
  const test = await open();
  const { file } = test.application.projects.current;
  for (const id of ids(test).slice(1)) file.transaction(() => file.images.setTags(id, null, 'person'));
  await test.desk.load({ keep: true });
  await test.key('Ctrl+A').settled();
  await test.desk.many.tag(2, true);
  await test.key('Ctrl+Z').settled();
  expect(test.desk.images.all.map(({ tags }) => tags)).toEqual([[1], null, null, null]);
});

it('a decision on many whose undo is not answered is taken back with the next key, all of it', async () => {
  const test = await open();
  await test.key('Ctrl+A').key('Ctrl+Shift+Backspace').settled();
  expect(states(test)).toEqual(['rejected', 'rejected', 'rejected', 'rejected']);
  test.line.losing = 'request';
  await test.key('Ctrl+Z');
  await expect.poll(() => test.line.lost).toBeGreaterThan(0);
  test.line.losing = undefined;
  await test.settled();
  await test.key('Ctrl+Z').settled();
  expect(states(test)).toEqual(['proposed', 'proposed', 'proposed', 'proposed']);
});
