import { expect, it } from 'vitest';
import { composeProposal } from '../../shared/labels/composeProposal.ts';
import type { RgbImage } from '../image/RgbImage.ts';
import { seededRandom } from '../../../testing/random.ts';
import { blurPlane } from './blurPlane.ts';
import { makeGuide } from './Guide.ts';
import { PermutohedralLattice } from './PermutohedralLattice.ts';
import { refineProposal } from './refineProposal.ts';

/** A picture with something bright from one column on, a little noisy. */
function parted(width: number, height: number, from: number): RgbImage {
  const random = seededRandom(7);
  const data = Uint8Array.from({ length: width * height * 3 }, (_, i) => {
    const isBright = Math.floor(i / 3) % width >= from;
    return (isBright ? 190 : 60) + Math.round(8 * random());
  });
  return { width, height, data };
}

/** Scores that rise from left to right, so that a threshold of 0.5 cuts the picture in the middle. */
const RISING = {
  values: Float32Array.from([0.2, 0.4, 0.6, 0.8, 0.2, 0.4, 0.6, 0.8, 0.2, 0.4, 0.6, 0.8, 0.2, 0.4, 0.6, 0.8]),
  classes: 1,
  grid: 4,
};
const RULE = { labels: [5], thresholds: [0.5], voidHalfWidth: 0 };

it('a boundary beside an edge moves onto it', () => {
  const [width, height] = [160, 120];
  const image = parted(width, height, 90);
  const before = composeProposal(RISING, width, height, RULE);
  const after = refineProposal(makeGuide(image), RISING, image, RULE);
  const boundary = (map: Uint8Array): number => map.subarray(60 * width, 61 * width).indexOf(5);
  expect(boundary(before)).toBe(80);
  expect(boundary(after)).toBe(90);
  expect(new Set(after)).toEqual(new Set([0, 5]));
});

it('where nothing parts the picture, a proposal stays about as it is', () => {
  const image = parted(160, 120, 160);
  const after = refineProposal(makeGuide(image), RISING, image, RULE);
  expect(Math.abs(after.subarray(0, 160).indexOf(5) - 80)).toBeLessThan(12);
});

it('a guide is of the photograph’s shape, smaller where that is large, and the same every time', () => {
  expect(makeGuide(parted(20, 10, 5))).toMatchObject({ width: 20, height: 10 });
  expect(makeGuide(parted(1500, 500, 5))).toMatchObject({ width: 250, height: 83 });
  const image = parted(300, 200, 170);
  const [one, other] = [1, 2].map(() => refineProposal(makeGuide(image), RISING, image, RULE));
  expect(one).toEqual(other);
});

it('the wider the void, the more of a boundary is void, where the photograph does not say', () => {
  const image = parted(160, 120, 160);
  const guide = makeGuide(image);
  const voids = [0, 0.1, 0.3].map(
    (voidHalfWidth) =>
      refineProposal(guide, RISING, image, { ...RULE, voidHalfWidth }).filter((label) => label === 255)
        .length,
  );
  expect(voids[0]).toBe(0);
  expect(voids[1]).toBeGreaterThan(0);
  expect(voids[2]).toBeGreaterThan(voids[1]!);
});

it('the lattice filters as a Gaussian does', () => {
  const random = seededRandom(3);
  const [points, dimensions] = [300, 3];
  const features = Float32Array.from({ length: points * dimensions }, () => 3 * random());
  const values = Float32Array.from({ length: points }, random);
  const found = new Float32Array(points);
  const sums = new Float32Array(points);
  const lattice = new PermutohedralLattice(features, dimensions);
  lattice.filter(values, found);
  lattice.filter(new Float32Array(points).fill(1), sums);
  let worst = 0;
  for (let i = 0; i < points; i++) {
    let [sum, weights] = [0, 0];
    for (let j = 0; j < points; j++) {
      let square = 0;
      for (let d = 0; d < dimensions; d++)
        square += (features[i * dimensions + d]! - features[j * dimensions + d]!) ** 2;
      sum += Math.exp(-square / 2) * values[j]!;
      weights += Math.exp(-square / 2);
    }
    worst = Math.max(worst, Math.abs(found[i]! / sums[i]! - sum / weights));
  }
  // The lattice is an approximation; values are in [0, 1].
  expect(worst).toBeLessThan(0.06);
});

it('a blur keeps what lies well within, and spreads a point evenly', () => {
  const size = { width: 21, height: 17 };
  const plane = new Float32Array(21 * 17);
  plane[8 * 21 + 10] = 1;
  blurPlane(plane, size, 1.5, plane);
  expect(plane.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 5);
  const around = [8 * 21 + 9, 8 * 21 + 11, 7 * 21 + 10, 9 * 21 + 10].map((at) => plane[at]!);
  for (const value of around) expect(value).toBeCloseTo(around[0]!, 6);
  expect(around[0]! / plane[8 * 21 + 10]!).toBeCloseTo(Math.exp(-0.5 / 1.5 ** 2), 4);
});
