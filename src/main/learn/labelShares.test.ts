import { expect, it } from 'vitest';
import { labelShares } from './labelShares.ts';

it('a patch has the share of its pixels that each label covers, and void counts for nothing', () => {
  // 4 x 2 pixels on a grid of 2 x 2.
  const map = Uint8Array.of(1, 1, 0, 255, 0, 1, 2, 2);
  expect([...labelShares(map, { width: 4, height: 4 / 2 }, 2, [0, 1])]).toEqual([
    ...[0, 128, 128, 0],
    ...[255, 0, 128, 0],
  ]);
});

it('pixels go to the patch that their centre lies in, where sizes do not divide', () => {
  const map = Uint8Array.of(5, 0, 0, 5, 5, 0);
  expect([...labelShares(map, { width: 3, height: 2 }, 2, [5])]).toEqual([255, 0, 255, 128]);
});
