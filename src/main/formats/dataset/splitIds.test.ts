import { describe, expect, it } from 'vitest';
import { splitByList, splitByRatio, splitIds } from './splitIds.ts';

describe('splits', () => {
  const ids = Array.from({ length: 40 }, (_, i) => `id${i}`);

  it('by ratio are the same for the same seed, and whole', () => {
    const split = splitByRatio(ids, 0.25, 1);
    expect(split).toEqual(splitByRatio(ids, 0.25, 1));
    expect(split).not.toEqual(splitByRatio(ids, 0.25, 2));
    expect(split.val).toHaveLength(10);
    expect([...split.train, ...split.val].sort()).toEqual([...ids].sort());
  });

  it('by list keep the order', () => {
    expect(splitByList(['c', 'a', 'b'], new Set(['a', 'zz']))).toEqual({ train: ['c', 'b'], val: ['a'] });
  });

  it('are by list where validation ids are given, else by ratio', () => {
    expect(splitIds(['c', 'a'], { val: ['a'] })).toEqual({ train: ['c'], val: ['a'] });
    expect(splitIds(ids, { valShare: 0.25, seed: 1 })).toEqual(splitByRatio(ids, 0.25, 1));
  });
});
