import { expect, it } from 'vitest';
import { randomFloats, seededRandom } from '../../../testing/random.ts';
import { SoftmaxRegression } from './SoftmaxRegression.ts';

const random = seededRandom(3);
const centred = (count: number): Float32Array => randomFloats(count, random).map((x) => 2 * x - 1);
/** Two images of patches with 5 features: one of classes 0 and 2, one of 0, 1 and 3, partly void. */
const images = [
  { features: centred(7 * 5), candidates: [0, 2], shares: randomFloats(7 * 2, random).map((x) => x / 2) },
  { features: centred(6 * 5), candidates: [0, 1, 3], shares: randomFloats(6 * 3, random).map((x) => x / 3) },
];
const regression = new SoftmaxRegression(images, { classes: 4, depth: 5, decay: 0.1 });

it('has the gradient that small steps show', () => {
  const point = Float64Array.from(centred(4 * 6));
  const gradient = new Float64Array(point.length);
  regression.objective(point, gradient);
  const unused = new Float64Array(point.length);
  for (let i = 0; i < point.length; i++) {
    const at = (step: number): number =>
      regression.objective(
        point.map((x, k) => (k === i ? x + step : x)),
        unused,
      );
    expect(gradient[i]).toBeCloseTo((at(1e-2) - at(-1e-2)) / 2e-2, 3);
  }
});

it('pushes no class that an image is not asked about', () => {
  const gradient = new Float64Array(4 * 6);
  new SoftmaxRegression(images.slice(0, 1), { classes: 4, depth: 5, decay: 0 }).objective(
    new Float64Array(4 * 6),
    gradient,
  );
  const row = (c: number): number[] => [...gradient.slice(c * 6, (c + 1) * 6)];
  for (const absent of [1, 3]) expect(row(absent)).toEqual([0, 0, 0, 0, 0, 0]);
  expect(row(2).some((x) => x !== 0)).toBe(true);
});

it('lets patches that are void say nothing', () => {
  const [image] = images;
  const gradient = new Float64Array(4 * 6);
  const void_ = new SoftmaxRegression([{ ...image!, shares: new Float32Array(14) }], {
    ...{ classes: 4, depth: 5, decay: 0 },
  });
  expect(void_.objective(new Float64Array(4 * 6), gradient)).toBe(0);
  expect(gradient.every((x) => x === 0)).toBe(true);
});
