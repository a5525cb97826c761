import { expect, it } from 'vitest';
import { mask, pictureOf } from '../../../testing/maskMatchers.ts';
import type { Correction } from './correction.ts';
import { correctedArea, forEachCorrected, sixteenths } from './correction.ts';

function applied(picture: string, label: number, correction: Correction): string {
  const { width, height, data } = mask(picture);
  const size = { width, height };
  const area = correctedArea(correction, size);
  const result = data.slice();
  if (area)
    forEachCorrected(
      correction,
      label,
      { area, size },
      (x, y) => data[y * width + x]!,
      (x, y, next) => (result[y * width + x] = next),
    );
  return pictureOf({ width, data: result });
}

it('a label comes where its odds are even or more, and goes where they are less, in cells that may change', () => {
  const correction = {
    ...{ width: 2, height: 1, after: Int8Array.from([16, -16]) },
    ...{ changed: Uint8Array.from([1, 1]), others: Uint8Array.from([0, 2]) },
  };
  // Odds are sampled between the two cells: they are even in the middle.
  expect(applied('0000/1111', 1, correction)).toBe('1100/1122');
  expect(applied('0000/1111', 1, { ...correction, changed: Uint8Array.from([1, 0]) })).toBe('1100/1111');
  expect(applied('3333/3333', 1, { ...correction, changed: Uint8Array.from([0, 1]) })).toBe('3333/3333');
});

it('nothing that may change is nothing that changes', () => {
  const correction = {
    ...{ width: 2, height: 1, after: Int8Array.from([16, 16]) },
    ...{ changed: new Uint8Array(2), others: new Uint8Array(2) },
  };
  expect(correctedArea(correction, { width: 10, height: 5 })).toBeUndefined();
});

it('the area covers all pixels of its cells', () => {
  const correction = {
    ...{ width: 3, height: 3, after: new Int8Array(9), others: new Uint8Array(9) },
    changed: Uint8Array.from([0, 0, 0, 0, 1, 0, 0, 0, 0]),
  };
  expect(correctedArea(correction, { width: 10, height: 10 })).toEqual({ x: 3, y: 3, width: 4, height: 4 });
});

it('odds in sixteenths keep their sign', () => {
  expect([...sixteenths(Float32Array.from([0, -0.001, 0.001, -100, 100, 1]))]).toEqual([
    0, -1, 0, -128, 127, 16,
  ]);
});
