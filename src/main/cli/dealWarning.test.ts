import { expect, it } from 'vitest';
import { dealWarning } from './dealWarning.ts';

it('shards that are missing so far are named, many by their first numbers', () => {
  const deal = (count: number, missing: number[]) => ({ count, joined: [1], missing, files: ['a'] });
  expect(dealWarning([])).toBeUndefined();
  expect(dealWarning([deal(3, [])])).toBeUndefined();
  expect(dealWarning([deal(3, [3])])).toBe('shard 3 of 3 has not been merged yet.');
  expect(dealWarning([deal(4, [2, 3, 4])])).toBe('shards 2, 3 and 4 of 4 have not been merged yet.');
  const many = Array.from({ length: 99 }, (_, at) => at + 2);
  expect(dealWarning([deal(100, many)])).toBe(
    'shards 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 89 more of 100 have not been merged yet.',
  );
});

it('shards of different deals are named with their files', () => {
  const before = { count: 3, joined: [1, 3], missing: [2], files: [] };
  const now = { count: 2, joined: [1, 2], missing: [], files: ['a.camweave', 'b.camweave'] };
  expect(dealWarning([before, now])).toBe(
    'The shards are of different deals, so that images may be in none of them: shards 1 and 3 of 3 (joined before; shard 2 of 3 has not been merged yet), ' +
      'shards 1 and 2 of 2 (a.camweave and b.camweave). Propose all shards of the same files with the same N, and merge those.',
  );
});
