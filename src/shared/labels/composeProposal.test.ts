import { describe, expect, it } from 'vitest';
import { randomFloats, seededRandom } from '../../../testing/random.ts';
import { composeProposal } from './composeProposal.ts';
import { VOID } from './labelCodes.ts';

/** A label map of one row from scores given pixel by pixel, so that no interpolation comes in between. */
function composeRow(scores: number[][], labels: number[], thresholds: number[], voidHalfWidth = 0) {
  const size = scores[0]!.length;
  const values = scores.flatMap((row) => Array.from({ length: size }, () => row).flat());
  const maps = { values, classes: scores.length, grid: size };
  const data = composeProposal(maps, size, size, { labels, thresholds, voidHalfWidth });
  return { width: size, height: 1, data: data.subarray(0, size) };
}

describe('composeProposal', () => {
  it('gives the class where its score reaches the threshold, else background', () => {
    expect(composeRow([[0.2, 0.5, 0.6, 0.9]], [3], [0.5])).toMatchMask('0333');
  });

  it('gives the pixel to the class with the greatest margin, not the greatest score', () => {
    expect(composeRow([[0.9], [0.7]], [1, 2], [0.8, 0.4])).toMatchMask('2');
  });

  it('breaks ties in favour of the lower label, whatever the order of the maps', () => {
    expect(composeRow([[0.8], [0.8]], [5, 2], [0.5, 0.5])).toMatchMask('2');
  });

  it('leaves void between -d and d', () => {
    expect(composeRow([[0.3, 0.45, 0.55, 0.65]], [1], [0.5], 0.1)).toMatchMask('0vv1');
  });

  it('is all background without maps', () => {
    const data = composeProposal({ values: [], classes: 0, grid: 2 }, 2, 2, {
      labels: [],
      thresholds: [],
      voidHalfWidth: 0,
    });
    expect({ width: 2, height: 2, data }).toMatchMask('00/00');
  });

  it('agrees with the rule written out pixel by pixel on random maps', () => {
    const random = seededRandom(7);
    const grid = 5;
    const labels = [4, 1, 9];
    for (let round = 0; round < 20; round++) {
      const width = 7 + Math.floor(random() * 20);
      const height = 5 + Math.floor(random() * 20);
      const values = randomFloats(labels.length * grid * grid, random);
      const thresholds = labels.map(() => random());
      const voidHalfWidth = round % 2 === 0 ? 0 : random() * 0.2;
      const fast = composeProposal({ values, classes: 3, grid }, width, height, {
        labels,
        thresholds,
        voidHalfWidth,
      });
      let differing = 0;
      for (let y = 0; y < height; y++) {
        for (let x = 0; x < width; x++) {
          const margins = labels.map(
            (_, c) => sampleSlowly(values, c, grid, x, y, width, height) - thresholds[c]!,
          );
          const best = Math.max(...margins);
          const nearBorder =
            margins.some((m) => m !== best && best - m < 1e-5) ||
            Math.abs(Math.abs(best) - voidHalfWidth) < 1e-5;
          const label =
            best >= voidHalfWidth ? labels[margins.indexOf(best)]! : best < -voidHalfWidth ? 0 : VOID;
          if (!nearBorder && fast[y * width + x] !== label) differing += 1;
        }
      }
      expect(differing).toBe(0);
    }
  });
});

/** Bilinear sampling with half-pixel centres and clamped edges, one pixel at a time. */
function sampleSlowly(
  values: Float32Array,
  c: number,
  grid: number,
  x: number,
  y: number,
  width: number,
  height: number,
): number {
  const clamp = (v: number): number => Math.min(grid - 1, Math.max(0, v));
  const sx = clamp(((x + 0.5) / width) * grid - 0.5);
  const sy = clamp(((y + 0.5) / height) * grid - 0.5);
  const at = (i: number, k: number): number => values[(c * grid + clamp(k)) * grid + clamp(i)]!;
  const [x0, y0] = [Math.floor(sx), Math.floor(sy)];
  const [fx, fy] = [sx - x0, sy - y0];
  return (
    (at(x0, y0) * (1 - fx) + at(x0 + 1, y0) * fx) * (1 - fy) +
    (at(x0, y0 + 1) * (1 - fx) + at(x0 + 1, y0 + 1) * fx) * fy
  );
}
