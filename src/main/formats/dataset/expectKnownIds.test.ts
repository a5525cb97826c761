import { describe, expect, it } from 'vitest';
import { expectKnownIds } from './expectKnownIds.ts';

const ids = ['a', 'b', 'c'];

describe('a list of ids for validation', () => {
  it('of images is taken as it is, and so is an empty one and a share', () => {
    expect(expectKnownIds(ids, { val: ['a', 'c'] })).toBeUndefined();
    expect(expectKnownIds(ids, { val: [] })).toBeUndefined();
    expect(expectKnownIds(ids, { valShare: 0.5, seed: 0 })).toBeUndefined();
  });

  it('says which ids are no images, the first few and how many', () => {
    expect(expectKnownIds(ids, { val: ['a', 'x', 'x', 'y.jpg'] })).toBe(
      'The list for validation names 2 of 3 ids that are no images of this export: "x", "y.jpg".',
    );
    expect(expectKnownIds(ids, { val: ['a', '1', '2', '3', '4'] })).toContain('"1", "2", "3", ....');
  });

  it('of which none is an image is refused', () => {
    expect(() => expectKnownIds(ids, { val: ['a.jpg'] })).toThrow('names no image of this export: "a.jpg"');
  });
});
