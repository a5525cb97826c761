import { describe, expect, it } from 'vitest';
import { expectKnownIds } from './expectKnownIds.ts';

const ids = ['a', 'b', 'c'];

describe('lists of ids', () => {
  it('of images are taken as they are, and so is an empty one and a share', () => {
    expect(expectKnownIds(ids, { val: ['a', 'c'], test: ['b'] })).toEqual([]);
    expect(expectKnownIds(ids, { val: [] })).toEqual([]);
    expect(expectKnownIds(ids, { valShare: 0.5, seed: 0 })).toEqual([]);
  });

  it('say which ids are no images, the first few and how many', () => {
    expect(expectKnownIds(ids, { val: ['a', 'x', 'x', 'y.jpg'] })).toEqual([
      'The list for validation names 2 of 3 ids that are no images of this export: "x", "y.jpg".',
    ]);
    expect(expectKnownIds(ids, { val: [], test: ['a', '1', '2', '3', '4'] }).join()).toContain(
      '"1", "2", "3", ....',
    );
  });

  it('of which none is an image are refused', () => {
    expect(() => expectKnownIds(ids, { val: ['a.jpg'] })).toThrow(
      'The list for validation names no image of this export: "a.jpg"',
    );
    expect(() => expectKnownIds(ids, { val: ['a'], train: ['z'] })).toThrow('The list for training');
  });

  it('that share an id are refused', () => {
    expect(() => expectKnownIds(ids, { val: ['a', 'b'], test: ['b'] })).toThrow(
      '"b" is in the list for validation and in that for testing',
    );
  });
});
