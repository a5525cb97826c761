import { describe, expect, it } from 'vitest';
import { splitByList, splitByRatio, splitIds } from './splitIds.ts';

const parted = (ids: readonly string[]) => ids.map((id) => ({ id, labels: [1] }));

describe('splits', () => {
  const ids = Array.from({ length: 40 }, (_, i) => `id${i}`);
  const quarter = { valShare: 0.25, testShare: 0, seed: 1 };

  it('by ratio are the same for the same seed, and whole', () => {
    const split = splitByRatio(ids, quarter);
    expect(split).toEqual(splitByRatio(ids, quarter));
    expect(split).not.toEqual(splitByRatio(ids, { ...quarter, seed: 2 }));
    expect(split.val).toHaveLength(10);
    expect(split.test).toEqual([]);
    expect([...split.train, ...split.val].sort()).toEqual([...ids].sort());
  });

  it('by ratio have the same images for validation whatever is for testing', () => {
    const split = splitByRatio(ids, { ...quarter, testShare: 0.1 });
    expect(split.val).toEqual(splitByRatio(ids, quarter).val);
    expect([split.train.length, split.test.length]).toEqual([26, 4]);
    expect(new Set([...split.train, ...split.val, ...split.test]).size).toBe(40);
    const all = splitByRatio(ids, { ...quarter, testShare: 1 });
    expect([all.train.length, all.val.length, all.test.length]).toEqual([0, 10, 30]);
  });

  it('by seed 0 are those that they have always been', () => {
    expect(splitByRatio(ids, { valShare: 0.1, testShare: 0, seed: 0 }).val).toEqual(OLD_VAL);
  });

  it('by list keep the order', () => {
    expect(splitByList(['c', 'a', 'b'], { val: ['a', 'zz'] })).toEqual({
      ...{ train: ['c', 'b'], val: ['a'], test: [] },
    });
    expect(splitByList(['c', 'a', 'b'], { train: ['b'], val: [], test: ['a'] })).toEqual({
      ...{ train: ['b'], val: [], test: ['a'] },
    });
  });

  it('are by list where ids are given, else by ratio, evenly where that is wanted', () => {
    expect(splitIds(parted(['c', 'a']), { val: ['a'] })).toEqual({ train: ['c'], val: ['a'], test: [] });
    expect(splitIds(parted(ids), { valShare: 0.25, seed: 1 })).toEqual(splitByRatio(ids, quarter));
    const images = ids.map((id, index) => ({ id, labels: index < 4 ? [1, 2] : [1] }));
    const even = splitIds(images, { valShare: 0.25, seed: 1, stratify: true });
    expect(even.val).toHaveLength(10);
    expect(even.val.filter((id) => ['id0', 'id1', 'id2', 'id3'].includes(id))).toHaveLength(1);
    expect(even.train).toHaveLength(30);
  });

  it('have as many images in each part where classes are spread evenly as where they are not', () => {
    const shares = { valShare: 0.25, testShare: 0.25 };
    for (const [index, labels] of RARE_CLASSES.entries()) {
      const images = labels.map((own, at) => ({ id: `id${at}`, labels: own }));
      for (let seed = 0; seed < 20; seed++) {
        const even = splitIds(images, { ...shares, seed, stratify: true });
        const sizes = [even.train.length, even.val.length, even.test.length];
        expect(sizes, `project ${index}, seed ${seed}`).toEqual([6, 3, 3]);
        expect(splitIds(images, { ...shares, seed, stratify: true })).toEqual(even);
      }
    }
  });
});

/** Labels of twelve images each. */
const RARE_CLASSES = [
  [[1], [1], [2], [2], [3], [3], [4], [4], [5], [5], [6], [6]],
  [[1], [2], [3], [4], [5], [6], [7], [8], [9], [10], [11], [12]],
  [[1, 2], [1], [1], [2], [2, 3], [3], [4], [], [], [5], [5, 1], [6]],
];

/** As `sha256("0/ID")` ranks them. */
const OLD_VAL = ['id22', 'id23', 'id30', 'id32'];
