import { expect, it } from 'vitest';
import { placesByKey } from './placesByKey.ts';

it('the greatest come first, and those of the same number in the order of the list', () => {
  expect(placesByKey(Float64Array.of(0.5, -1, 0.75, 0.5, -1))).toEqual([2, 0, 3, 1, 4]);
});
