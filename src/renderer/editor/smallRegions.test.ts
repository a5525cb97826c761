import { expect, it } from 'vitest';
import { mask } from '../../../testing/maskMatchers.ts';
import { seededRandom } from '../../../testing/random.ts';
import { findRegion } from './findRegion.ts';
import { smallRegions } from './smallRegions.ts';

const own = (label: number): number => label;

it('joins by edges, and by corners where that is asked for', () => {
  const picture = mask('100/010/101');
  const sizes = (corners: boolean): number[] =>
    smallRegions(picture, { keyOf: (label) => label || undefined, corners, largest: 9 }).map(
      ({ length }) => length,
    );
  expect(sizes(false)).toEqual([1, 1, 1, 1]);
  expect(sizes(true)).toEqual([4]);
});

it('joins arms that meet further down, and not over the edge of the image', () => {
  const picture = mask('1001/1001/1111/0000/0110');
  const regions = smallRegions(picture, { keyOf: own, corners: false, largest: 8 });
  expect(regions.map((pixels) => [...pixels])).toEqual([
    [0, 3, 4, 7, 8, 9, 10, 11],
    [1, 2, 5, 6],
    [12, 13, 14, 15, 16, 19],
    [17, 18],
  ]);
});

it('finds what filling from every pixel finds, on random pictures', () => {
  const random = seededRandom(5);
  for (let round = 0; round < 20; round++) {
    const [width, height] = [5 + round, 9];
    const data = Uint8Array.from({ length: width * height }, () => Math.floor(random() * 2.5));
    const regions = smallRegions({ width, height, data }, { keyOf: own, corners: false, largest: 12 });
    const seen = new Set<number>();
    const expected = [...data.keys()].flatMap((index) => {
      if (seen.has(index)) return [];
      const start = { x: index % width, y: Math.floor(index / width) };
      const { pixels } = findRegion({ width, height }, (x, y) => data[y * width + x]!, start);
      pixels.forEach((pixel) => seen.add(pixel));
      return pixels.length <= 12 ? [[...pixels].sort((a, b) => a - b)] : [];
    });
    expect(regions.map((pixels) => [...pixels])).toEqual(expected);
  }
});
