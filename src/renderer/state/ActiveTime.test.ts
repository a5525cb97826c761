import { expect, it } from 'vitest';
import { TestDesk } from '../../../testing/TestDesk.ts';
import type { CallRoute } from '../api/Api.ts';
import { RouteError } from '../api/Api.ts';
import { ActiveTime } from './ActiveTime.svelte.ts';

interface Clocked {
  time: ActiveTime;
  /** Lets seconds pass. */
  pass: (seconds: number) => void;
  told: [id: number, seconds: number][];
  numbers: (string | undefined)[];
  refuse: (code: string | undefined) => void;
}

function clocked(): Clocked {
  let [now, refusal]: [number, string | undefined] = [1e6, undefined];
  const told: [number, number][] = [];
  const numbers: (string | undefined)[] = [];
  const call = (async (_name: string, input: { id: number; seconds: number }, head: { number?: string }) => {
    await Promise.resolve();
    numbers.push(head.number);
    if (refusal !== undefined) throw new RouteError(refusal, 'No.');
    told.push([input.id, input.seconds]);
    return {};
  }) as unknown as CallRoute;
  return {
    time: new ActiveTime({ call, clock: () => now, project: () => 'project' }),
    pass: (seconds) => (now += seconds * 1000),
    ...{ told, numbers, refuse: (code) => (refusal = code) },
  };
}

it('seconds count for ten seconds after something was done, on the image that is open', async () => {
  const { time, pass, told } = clocked();
  time.did();
  pass(3);
  time.show(1);
  pass(4);
  time.did();
  pass(60);
  time.show(2);
  pass(2);
  await time.tell();
  // Four after it was opened by what was done before, and ten of the sixty; on the second nothing was done.
  expect(told).toEqual([[1, 14]]);
});

it('nothing counts while the page is not seen, or no image is open', async () => {
  const { time, pass, told } = clocked();
  time.show(1);
  time.did();
  pass(5);
  time.setVisible(false);
  pass(3);
  time.did();
  pass(1);
  time.setVisible(true);
  pass(2);
  time.show(undefined);
  time.did();
  pass(5);
  await time.tell();
  expect(told).toEqual([
    [1, 5],
    [1, 2],
  ]);
});

it('is told every half minute, and when another image is opened', async () => {
  const { time, pass, told } = clocked();
  time.show(1);
  for (let i = 0; i < 8; i++) {
    time.did();
    pass(5);
  }
  await time.tell();
  expect(told.reduce((sum, [, seconds]) => sum + seconds, 0)).toBe(40);
  expect(told[0]).toEqual([1, 30]);
  expect(time.seconds).toBe(40);
});

it('what cannot be kept is kept later, under the same number', async () => {
  const { time, pass, told, numbers, refuse } = clocked();
  time.show(1);
  time.did();
  pass(5);
  refuse('lost');
  await time.tell();
  refuse(undefined);
  time.did();
  pass(1);
  await time.tell();
  expect(told).toEqual([
    [1, 5],
    [1, 1],
  ]);
  expect(numbers[0]).toBe(numbers[1]);
  expect(numbers[2]).not.toBe(numbers[1]);
});

it('what is of another project is dropped', async () => {
  const { time, pass, told, refuse } = clocked();
  time.show(1);
  time.did();
  pass(5);
  refuse('other-project');
  await time.tell();
  refuse(undefined);
  await time.tell();
  expect(told).toEqual([]);
});

it('the project file has them by image and author', async () => {
  const test = await TestDesk.open('plain.png');
  const { call } = test.app.api;
  const { id } = test.image;
  await call('time.add', { id, seconds: 4 });
  await call('time.add', { id, seconds: 2.5 });
  const { stats } = await call('review.stats', {});
  expect(stats.time.byAuthor).toEqual([{ author: 'tester', images: 1, seconds: 6.5 }]);
  await expect(call('time.add', { id: 99, seconds: 1 })).rejects.toThrow('no image 99');
});
