import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { LargeOnes } from './LargeOnes.ts';

it('large images are worked on one at a time, also after one that fails, and others beside them', async () => {
  const turns = new LargeOnes();
  let running = 0;
  const seen: string[] = [];
  const work = async (name: string): Promise<void> => {
    running += 1;
    seen.push(`${name} ${running}`);
    await wait(5);
    running -= 1;
    if (name === 'broken') throw new Error('broken');
  };
  const sizes: [string, number | undefined][] = [
    ['broken', 144e6],
    ['second', 20e6],
    ['unknown', undefined],
    ['small', 1e6],
  ];
  const all = sizes.map(([name, pixels]) => turns.run(pixels, () => work(name)));
  const outcomes = await Promise.allSettled(all);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled', 'fulfilled']);
  expect(seen).toEqual(['small 1', 'broken 2', 'second 1', 'unknown 1']);
});
