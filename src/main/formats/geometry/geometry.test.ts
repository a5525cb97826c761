import { describe, expect, it } from 'vitest';
import { connectedComponents } from '../../../shared/labels/connectedComponents.ts';
import { compressCounts, decodeCounts, expandCounts } from '../coco/rle.ts';
import { fillRings } from './fillRings.ts';
import { joinHoles } from './joinHoles.ts';
import { joinInside } from './joinInside.ts';
import { objectCounts } from './objectCounts.ts';
import { ringOfAll } from './objectRings.ts';
import type { Outline } from './traceRings.ts';
import { traceRings } from './traceRings.ts';

const seeds = Array.from({ length: 200 }, (_, seed) => seed + 1);

describe('outlines of masks', () => {
  it.each([0.1, 0.4, 0.6, 0.9])(
    'fill to the very mask that they were traced from, %f of it inside',
    (share) => {
      for (const seed of seeds) {
        const mask = randomMask(seed, share);
        expect(different(mask, filled(mask, outlines(mask).flatMap(ringsOf))), `seed ${seed}`).toBe(0);
      }
    },
  );

  it('fill to it as one ring each, too, with cuts to the holes', () => {
    for (const seed of seeds) {
      const mask = randomMask(seed, 0.75);
      const again = filled(mask, []);
      for (const outline of outlines(mask)) {
        const alone = filled(mask, [joinHoles(outline)]);
        for (let i = 0; i < alone.data.length; i++) again.data[i]! |= alone.data[i]!;
      }
      expect(different(mask, again), `seed ${seed}`).toBe(0);
    }
  });

  it('have one outer ring for each 4-connected region, clockwise, and corners only where they turn', () => {
    const mask = drawn(['XXX.', 'X.X.', 'XXXX', '...X', 'X...']);
    const found = outlines(mask);
    expect(found).toEqual([
      { outer: [0, 0, 3, 0, 3, 2, 4, 2, 4, 4, 3, 4, 3, 3, 0, 3], holes: [[1, 1, 1, 2, 2, 2, 2, 1]] },
      { outer: [0, 4, 1, 4, 1, 5, 0, 5], holes: [] },
    ]);
  });

  it('that leave the image are clipped to it', () => {
    const mask = drawn(['...', '...']);
    expect(filled(mask, [[-5, -5, 2, -5, 2, 9, -5, 9]]).data).toEqual(Uint8Array.of(1, 1, 0, 1, 1, 0));
  });

  it('take a pixel when its centre lies inside', () => {
    const mask = drawn(['...', '...', '...']);
    expect(filled(mask, [[0, 0, 3, 0, 0, 3]]).data).toEqual(Uint8Array.of(1, 1, 0, 1, 0, 0, 0, 0, 0));
  });
});

describe('run lengths of COCO', () => {
  it('give the very mask again, as numbers and as text', () => {
    for (const seed of seeds) {
      const mask = randomMask(seed, 0.5);
      const counts = encodeCounts(mask, (pixel) => mask.data[pixel] === 1);
      const again = filled(mask, []);
      decodeCounts(expandCounts(compressCounts(counts)), mask, (pixel) => (again.data[pixel] = 1));
      expect(different(mask, again), `seed ${seed}`).toBe(0);
    }
  });

  it('are the text that pycocotools writes', () => {
    const mask = drawn(['.....', '.XXX.', '.XXX.', '.....']);
    // pycocotools.mask.encode of the same mask.
    expect(compressCounts(encodeCounts(mask, (pixel) => mask.data[pixel] === 1))).toBe('5220003');
    expect(expandCounts(compressCounts([0, 70_000, 3, 5, 1_000_000, 2]))).toEqual([
      0, 70_000, 3, 5, 1_000_000, 2,
    ]);
  });

  it.each([
    ['too short', [1, 2]],
    ['too long', [5, 5]],
    ['negative', [7, -1]],
    ['broken', [2.5, 3.5]],
  ])('that are %s are refused', (_, counts) => {
    expect(() => decodeCounts(counts, { width: 3, height: 2 }, () => undefined)).toThrow(RangeError);
  });

  it('of letters that are none are refused', () => {
    expect(() => expandCounts('\u0001')).toThrow(RangeError);
    expect(() => expandCounts('oooooooooooo')).toThrow(RangeError);
  });
});

interface Mask {
  width: number;
  height: number;
  data: Uint8Array;
}

function randomMask(seed: number, share: number): Mask {
  let state = seed * 2_654_435_761;
  const next = (): number => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0;
    return ((state ^ (state >>> 13)) >>> 0) / 2 ** 32;
  };
  const [width, height] = [1 + Math.floor(next() * 12), 1 + Math.floor(next() * 12)];
  return { width, height, data: Uint8Array.from({ length: width * height }, () => (next() < share ? 1 : 0)) };
}

function drawn(rows: readonly string[]): Mask {
  const data = Uint8Array.from(rows.join(''), (letter) => (letter === 'X' ? 1 : 0));
  return { width: rows[0]!.length, height: rows.length, data };
}

function outlines({ width, height, data }: Mask): Outline[] {
  return traceRings((x, y) => data[y * width + x] === 1, { x: 0, y: 0, width, height });
}

function ringsOf({ outer, holes }: Outline): number[][] {
  return [outer, ...holes];
}

function filled({ width, height }: Mask, rings: readonly number[][]): Mask {
  const data = new Uint8Array(width * height);
  fillRings(rings, { width, height }, (y, from, to) => data.fill(1, y * width + from, y * width + to));
  return { width, height, data };
}

function different(a: Mask, b: Mask): number {
  return a.data.reduce((sum, value, i) => sum + (value === b.data[i] ? 0 : 1), 0);
}

describe('objects', () => {
  it('have the counts of their masks, from their boxes alone', () => {
    for (const seed of seeds) {
      const mask = randomMask(seed, 0.4);
      const { components, ids } = connectedComponents({ ...mask, data: mask.data });
      for (const [index, { box }] of components.entries())
        expect(objectCounts(ids, mask, index + 1, box), `seed ${seed}`).toEqual(
          encodeCounts(mask, (pixel) => ids[pixel] === index + 1),
        );
    }
  });

  it('fill to themselves from one inset ring, whatever parts and holes they have', () => {
    for (const seed of seeds) {
      const mask = randomMask(seed, 0.6);
      if (!mask.data.includes(1)) continue;
      const ring = ringOfAll(outlines(mask));
      expect(different(mask, filled(mask, [ring])), `seed ${seed}`).toBe(0);
    }
  });

  it.each([0.5, 0.75, 0.95])(
    'of one part lie within their pixels, cuts included, %f of them inside',
    (share) => {
      for (const seed of seeds) {
        const mask = randomMask(seed, share);
        for (const outline of outlines(mask)) {
          const ring = joinInside(outline);
          const alone = filled(mask, [joinHoles(outline)]);
          expect(different(alone, filled(mask, [ring])), `seed ${seed}`).toBe(0);
          expect(drawnOutside(alone, ring), `seed ${seed}`).toBe(0);
        }
      }
    },
  );
});

/** How many pixels outside a mask the sides of a ring are drawn on: they are level or upright, and pixels those that their points lie in. */
function drawnOutside({ width, data }: Mask, ring: readonly number[]): number {
  let outside = 0;
  for (let i = 0; i < ring.length; i += 2) {
    const next = (i + 2) % ring.length;
    const [xa, ya, xb, yb] = [ring[i]!, ring[i + 1]!, ring[next]!, ring[next + 1]!].map(Math.floor) as [
      ...[number, number, number, number],
    ];
    if (xa !== xb && ya !== yb) outside++;
    for (let y = Math.min(ya, yb); y <= Math.max(ya, yb); y++)
      for (let x = Math.min(xa, xb); x <= Math.max(xa, xb); x++) if (data[y * width + x] !== 1) outside++;
  }
  return outside;
}

/** Run lengths pixel by pixel: what `objectCounts` is compared with. */
function encodeCounts(
  { width, height }: { width: number; height: number },
  isInside: (pixel: number) => boolean,
): number[] {
  const counts: number[] = [];
  let run = 0;
  let now = false;
  for (let x = 0; x < width; x++)
    for (let pixel = x; pixel < width * height; pixel += width) {
      if (isInside(pixel) !== now) {
        counts.push(run);
        run = 0;
        now = !now;
      }
      run++;
    }
  counts.push(run);
  return counts;
}
