import { describe, expect, it } from 'vitest';
import { TestDesk } from '../../../testing/TestDesk.ts';

const open = (): Promise<TestDesk> => TestDesk.open('plain.jpg', 'plain.png', 'grey.jpg', 'palette.png');
const shown = ({ desk }: TestDesk): string[] => desk.queue.shown.map(({ path }) => path);

describe('the list', () => {
  it('is in the order of paths, and begins with the first image that waits for a decision', async () => {
    const test = await open();
    expect(shown(test)).toEqual(['grey.jpg', 'palette.png', 'plain.jpg', 'plain.png']);
    expect(test.image.detail.path).toBe('grey.jpg');
    await test.key('Enter').settled();
    await test.desk.load();
    expect(test.image.detail.path).toBe('palette.png');
  });

  it('is filtered by name, state and tag, together', async () => {
    const test = await open();
    const { queue } = test.desk;
    queue.nameFilter = ' PLAIN ';
    expect(shown(test)).toEqual(['plain.jpg', 'plain.png']);
    queue.nameFilter = '';
    await test.key('Backspace').settled();
    queue.stateFilter = 'rejected';
    expect(shown(test)).toEqual(['grey.jpg']);
    queue.stateFilter = 'all';
    queue.tagFilter = 2;
    expect(shown(test)).toEqual([]);
    await test.desk.tags.toggle(2);
    expect(shown(test)).toEqual(['palette.png']);
    queue.nameFilter = 'plain';
    expect(shown(test)).toEqual([]);
  });

  it('shows images with a problem alone', async () => {
    const test = await open();
    const { file } = test.application.projects.current;
    file.images.setProblem(test.desk.images.all[2]!.id, 'it is truncated');
    await test.desk.load();
    test.desk.queue.stateFilter = 'problem';
    expect(shown(test)).toEqual(['plain.jpg']);
  });
});

describe('next and previous', () => {
  it('stay within what the list shows, and end with it', async () => {
    const test = await open();
    test.desk.queue.nameFilter = 'png';
    await test.key('D').settled();
    expect(test.image.detail.path).toBe('palette.png');
    await test.key('ArrowDown').settled();
    expect(test.image.detail.path).toBe('plain.png');
    await test.key('D').settled();
    expect(test.image.detail.path).toBe('plain.png');
    await test.key('A').settled();
    await test.key('ArrowUp').settled();
    expect(test.image.detail.path).toBe('palette.png');
  });

  it('pressed fast lead to the last that was asked for', async () => {
    const test = await open();
    await test.key('D').key('D').key('D').settled();
    expect(test.image.detail.path).toBe('plain.png');
  });
});

it('a decision leads to the next open image, from the end on to the start, and stays where there is none', async () => {
  const test = await open();
  await test.desk.queue.open(test.desk.images.all[3]!.id);
  const seen: string[] = [];
  for (const key of ['Enter', 'Backspace', 'Enter', 'Enter', 'Enter']) {
    seen.push(test.image.detail.path);
    await test.key(key).settled();
  }
  expect(seen).toEqual(['plain.png', 'grey.jpg', 'palette.png', 'plain.jpg', 'plain.jpg']);
  expect(test.desk.images.accepted).toBe(3);
});

it('an image that cannot be read is said, and the next one is a key away', async () => {
  const test = await open();
  const { file } = test.application.projects.current;
  file.images.setPath(test.desk.images.all[1]!.id, 'palette-gone.png');
  await test.desk.load();
  await test.key('D').settled();
  expect(test.desk.current.brokenWhy).toContain('palette-gone.png');
  expect(test.desk.current.broken).toBe(test.desk.images.all[1]!.id);
  await test.key('D').settled();
  expect(test.image.detail.path).toBe('plain.jpg');
});

describe('while the list is filtered', () => {
  it('a decision leads to the next image that the list shows', async () => {
    const test = await open();
    test.desk.queue.nameFilter = 'plain';
    await test.desk.queue.open(test.desk.images.all[2]!.id);
    const seen: string[] = [];
    for (const key of ['Enter', 'Enter', 'D']) {
      seen.push(test.image.detail.path);
      await test.key(key).settled();
    }
    expect(seen).toEqual(['plain.jpg', 'plain.png', 'plain.png']);
    expect(test.app.notices.notice).toContain('Nothing that the list shows');
    expect(test.desk.images.accepted).toBe(2);
  });

  it('an image that leaves the list by being decided leads to the one after it', async () => {
    const test = await open();
    test.desk.queue.stateFilter = 'proposed';
    await test.key('D').settled();
    await test.key('Enter').settled();
    expect(shown(test)).toEqual(['grey.jpg', 'plain.jpg', 'plain.png']);
    expect(test.image.detail.path).toBe('plain.jpg');
  });

  it('next and previous go on from where an image stood that the list does not show any more', async () => {
    const test = await open();
    await test.desk.queue.open(test.desk.images.all[2]!.id);
    test.desk.queue.nameFilter = 'p';
    await test.desk.decisions.take('reject');
    await test.key('A').settled();
    test.desk.queue.stateFilter = 'proposed';
    await test.key('D').settled();
    expect(test.image.detail.path).toBe('plain.png');
    await test.key('A').settled();
    expect(test.image.detail.path).toBe('palette.png');
  });
});

it('a first image that cannot be read traps nobody: it is left out, taken back, and found among those with a problem', async () => {
  const test = await open();
  const { file } = test.application.projects.current;
  const { id } = test.desk.images.all[0]!;
  file.transaction(() => {
    file.images.setPath(id, 'gone.jpg');
    file.images.add({ path: 'also-gone.jpg', bytes: 1, tags: undefined });
  });
  const again = await test.reloaded();
  expect([again.desk.current.broken, again.desk.current.image]).toEqual([5, undefined]);
  again.desk.queue.stateFilter = 'problem';
  expect(shown(again)).toContain('also-gone.jpg');
  again.desk.queue.stateFilter = 'all';
  await again.key('Enter').settled();
  expect(again.desk.current.broken).toBe(5);
  await again.key('Backspace').settled();
  expect(again.desk.images.all[0]!.state).toBe('rejected');
  await again.key('Ctrl+Z').settled();
  expect([again.desk.images.all[0]!.state, again.desk.current.broken]).toEqual(['new', 5]);
});

describe('the images that teach most', () => {
  /** How much what was learned and AD-CAM are at odds, in the order of paths: grey, palette, plain.jpg, plain.png. */
  async function openDisputed(...disputes: number[]): Promise<TestDesk> {
    const made = await open();
    const { file } = made.application.projects.current;
    for (const [i, { id }] of made.desk.images.all.entries())
      file.scores.put(id, { ...file.scores.get(id)!, dispute: disputes[i]! });
    return made.reloaded();
  }

  it('come first where that is chosen, for next and previous too', async () => {
    const test = await openDisputed(0.1, 0.9, 0.5, 0.7);
    test.desk.queue.order('teaching');
    expect(shown(test)).toEqual(['palette.png', 'plain.png', 'plain.jpg', 'grey.jpg']);
    expect(test.desk.queue.isFiltered).toBe(false);
    expect(test.image.detail.path).toBe('grey.jpg');
    await test.key('A').settled();
    expect(test.image.detail.path).toBe('plain.jpg');
    test.desk.queue.nameFilter = 'png';
    expect(shown(test)).toEqual(['palette.png', 'plain.png']);
    test.desk.queue.nameFilter = '';
    test.desk.queue.order('list');
    expect(shown(test)[0]).toBe('grey.jpg');
  });

  it('stay where they are while they are decided, until something else was learned', async () => {
    const test = await openDisputed(0.1, 0.9, 0.5, 0.7);
    test.actions.find(({ id }) => id === 'teaches-most')!.run();
    await test.desk.queue.open(test.desk.queue.shown[0]!.id);
    await test.key('Enter').settled();
    expect(test.image.detail.path).toBe('plain.png');
    expect(shown(test)[0]).toBe('palette.png');
    const { now } = test.desk.learning;
    const head = {
      ...{ id: 7, at: '', lessons: 3, weight: 0.4, threshold: 0.5, labels: [], expected: null },
    };
    test.desk.receive({
      type: 'learning',
      learning: { ...now!, head: { ...head, from: null }, proposesWith: 7 },
    });
    expect(shown(test)).toEqual(['plain.png', 'plain.jpg', 'grey.jpg', 'palette.png']);
    await test.settled();
    expect(test.image.detail.path).toBe('plain.png');
  });
});
