import { expect, it } from 'vitest';
import { OnceMore } from './OnceMore.ts';

it('work that is wanted many times while it is under way is done once more', async () => {
  const begun: (() => void)[] = [];
  const work = new OnceMore(() => new Promise((resolve) => begun.push(resolve)));
  const first = work.run();
  const others = Array.from({ length: 5 }, () => work.run());
  expect(begun).toHaveLength(1);
  begun[0]!();
  await first;
  await expect.poll(() => begun.length).toBe(2);
  begun[1]!();
  await Promise.all(others);
  expect(begun).toHaveLength(2);
  void work.run();
  expect(begun).toHaveLength(3);
});
