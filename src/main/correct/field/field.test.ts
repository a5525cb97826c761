import { expect, it } from 'vitest';
import { mask, pictureOf } from '../../../../testing/maskMatchers.ts';
import { seededRandom } from '../../../../testing/random.ts';
import { makeGuide } from '../../edges/Guide.ts';
import { clickedField } from './clickedField.ts';
import { clickedParts } from './clickedParts.ts';
import { clickKernel } from './clickKernel.ts';
import { ColourPaths } from './ColourPaths.ts';
import { correctField } from './correctField.ts';
import { labPixels } from './labPixels.ts';
import { solve } from './solve.ts';

it('solves equations, and leaves what says nothing at 0', () => {
  const [a, b] = solve(
    [
      [2, 1],
      [1, 3],
    ],
    [5, 10],
  );
  expect(a).toBeCloseTo(1);
  expect(b).toBeCloseTo(3);
  expect(
    solve(
      [
        [1, 0],
        [0, 0],
      ],
      [4, 0],
    ),
  ).toEqual([4, 0]);
});

/** Shortest paths by relaxing all steps until none is shorter. */
function slowPaths(rgb: Float32Array, width: number, height: number, from: number): number[] {
  const lab = labPixels(rgb);
  const lengths = new Array<number>(width * height).fill(Infinity);
  lengths[from] = 0;
  for (let changed = true; changed;) {
    changed = false;
    for (let i = 0; i < lengths.length; i++)
      for (let j = 0; j < lengths.length; j++) {
        const [dx, dy] = [(i % width) - (j % width), Math.floor(i / width) - Math.floor(j / width)];
        if (i === j || Math.abs(dx) > 1 || Math.abs(dy) > 1) continue;
        const colour = Math.hypot(...[0, 1, 2].map((c) => lab[3 * i + c]! - lab[3 * j + c]!)) / 100;
        const length = lengths[i]! + colour + 0.01 * Math.hypot(dx, dy);
        if (length < lengths[j]! - 1e-9) {
          lengths[j] = length;
          changed = true;
        }
      }
  }
  return lengths;
}

it('paths are never shorter than the shortest, and hardly longer', () => {
  const [width, height] = [9, 7];
  const random = seededRandom(5);
  const rgb = Float32Array.from({ length: width * height * 3 }, (_, i) => 100 + (i % 27) + 4 * random());
  const from = { x: 2, y: 5 };
  const found = new ColourPaths(rgb, { width, height }).from(from);
  const slow = slowPaths(rgb, width, height, from.y * width + from.x);
  for (const [i, length] of slow.entries()) {
    expect(found[i]).toBeGreaterThan(length - 1e-5);
    expect(found[i]).toBeLessThan(length * 1.05 + 1e-5);
  }
});

it('a click puts its place 0.15 beyond even odds, as far as noise lets it, and leaves what is right already', () => {
  const kernel = Float32Array.from([1, 0.5, 0]);
  const field = Float32Array.from([-0.3, -0.3, -0.3]);
  const [at, near, far] = clickedField(field, [{ at: 0, positive: true, kernel }]);
  expect(at).toBeCloseTo(-0.3 + 0.45 / 1.01);
  expect(near).toBeCloseTo(-0.3 + (0.5 * 0.45) / 1.01);
  expect(far).toBeCloseTo(-0.3);
  expect(
    clickedField(Float32Array.from([0.4, 0.4, 0.4]), [{ at: 0, positive: true, kernel }])[0],
  ).toBeCloseTo(0.4);
});

it('two clicks that say different things of like places are both heard', () => {
  const kernels = [Float32Array.from([1, 0.6]), Float32Array.from([0.6, 1])] as const;
  const result = clickedField(Float32Array.from([0, 0]), [
    { at: 0, positive: true, kernel: kernels[0] },
    { at: 1, positive: false, kernel: kernels[1] },
  ]);
  expect(result[0]).toBeGreaterThan(0.1);
  expect(result[1]).toBeLessThan(-0.1);
});

it('a click speaks most to its place, and to nobody of another neighbourhood', () => {
  const size = { width: 4, height: 1 };
  const paths = Float32Array.from([0, 0.1, 0.2, 0.3]);
  const alone = clickKernel({ x: 0, y: 0, reach: 2 }, size, paths, undefined);
  expect(alone[0]).toBeCloseTo(1);
  expect([...alone]).toEqual([...alone].sort((a, b) => b - a));
  const likeness = {
    values: [1, 0.9, 0.1, 0, 1, 0.9, 0.1, 0, 1, 0.9, 0.1, 0, 1, 0.9, 0.1, 0],
    classes: 1,
    grid: 4,
  };
  const alike = clickKernel({ x: 0, y: 0, reach: 2 }, size, paths, likeness);
  expect(alike[0]).toBeCloseTo(1);
  expect(alike[1]).toBeCloseTo(alone[1]! * 0.9 ** 6, 5);
  expect(alike[2]).toBeLessThan(1e-5);
});

it('only parts under a click, or beside it, change, and what is around them', () => {
  const { width, height, data } = mask('110000110/110000110/000000000/000000000');
  const parts = (clicks: { x: number; y: number }[]): string =>
    pictureOf({ width, data: clickedParts(data, { width, height }, clicks) });
  expect(parts([{ x: 0, y: 1 }])).toBe('111000000/111000000/111000000/000000000');
  expect(parts([{ x: 7, y: 2 }])).toBe('000001111/000001111/000001111/000000000');
  expect(parts([{ x: 3, y: 3 }])).toBe('000000000/000000000/000000000/000000000');
});

/** A picture with something bright from one column on. */
function parted(width: number, height: number, from: number): ReturnType<typeof makeGuide> {
  const random = seededRandom(7);
  const data = Uint8Array.from(
    { length: width * height * 3 },
    (_, i) => (Math.floor(i / 3) % width >= from ? 190 : 60) + Math.round(8 * random()),
  );
  return makeGuide({ width, height, data });
}

it('a click on the bright side takes it as far as its edge, and one on the dark side gives that back', () => {
  const guide = parted(120, 80, 70);
  const { width, height } = guide;
  const paths = new ColourPaths(guide.rgb, guide);
  // What is shown: a strip at the right, far from the edge.
  const present = Uint8Array.from({ length: width * height }, (_, i) => (i % width >= 100 ? 1 : 0));
  const field = Float32Array.from(present, (is) => (is === 1 ? 0.2 : -0.2));
  const options = { likeness: undefined, followEdges: true };
  const taken = correctField(guide, paths, { field, present }, [{ x: 85, y: 40, positive: true }], options);
  const row = (values: Int8Array): number =>
    values.subarray(40 * width, 41 * width).findIndex((value) => value >= 0);
  expect(row(taken.after)).toBe(70);
  expect(taken.changed[40 * width + 85]).toBe(1);
  expect(taken.changed[40 * width + 20]).toBe(0);
  const both = correctField(
    guide,
    paths,
    { field, present: present.slice().fill(1) },
    [{ x: 30, y: 40, positive: false }],
    options,
  );
  expect(both.after[40 * width + 30]).toBeLessThan(0);
});
