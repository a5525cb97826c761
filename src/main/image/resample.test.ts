import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../testing/random.ts';
import type { RgbImage } from './RgbImage.ts';
import { mirror, resampleToTensor } from './resample.ts';

const PLAIN = { mean: [0, 0, 0], std: [1, 1, 1] } as const;

describe('resampleToTensor', () => {
  it.each([
    { from: [9, 7], to: 4 },
    { from: [5, 6], to: 12 },
    { from: [8, 3], to: 8 },
  ])('agrees with Pillow’s triangle filter written out ($from to $to)', ({ from, to }) => {
    const random = seededRandom(from[0]!);
    const [width, height] = from as [number, number];
    const data = Uint8Array.from({ length: width * height * 3 }, () => Math.floor(random() * 256));
    const image = { width, height, data };
    const tensor = resampleToTensor(image, to, PLAIN);
    for (let channel = 0; channel < 3; channel++) {
      for (let y = 0; y < to; y++) {
        for (let x = 0; x < to; x++) {
          expect(tensor[(channel * to + y) * to + x]).toBeCloseTo(
            triangleSlowly(image, channel, x, y, to) / 255,
            5,
          );
        }
      }
    }
  });

  it('normalises each channel by its own mean and deviation', () => {
    const image = {
      width: 2,
      height: 2,
      data: Uint8Array.from(Array(4).fill([255, 0, 51]).flat() as number[]),
    };
    const tensor = resampleToTensor(image, 1, { mean: [0.5, 0.5, 0.1], std: [0.5, 0.25, 0.1] });
    expect(tensor[0]).toBeCloseTo(1);
    expect(tensor[1]).toBeCloseTo(-2);
    expect(tensor[2]).toBeCloseTo(1);
  });
});

it('mirror turns rows around and is its own inverse', () => {
  const planes = Float32Array.from({ length: 12 }, (_, i) => i);
  expect([...mirror(planes, 2)].slice(0, 4)).toEqual([1, 0, 3, 2]);
  expect(mirror(mirror(planes, 2), 2)).toEqual(planes);
});

function triangleSlowly(
  { width, height, data }: RgbImage,
  channel: number,
  x: number,
  y: number,
  to: number,
): number {
  const weights = (index: number, from: number): number[] => {
    const ratio = from / to;
    const support = Math.max(1, ratio);
    const raw = Array.from({ length: from }, (_, at) =>
      Math.max(0, 1 - Math.abs((at + 0.5 - (index + 0.5) * ratio) / support)),
    );
    const total = raw.reduce((a, b) => a + b, 0);
    return raw.map((weight) => weight / total);
  };
  const across = weights(x, width);
  const down = weights(y, height);
  let sum = 0;
  for (let j = 0; j < height; j++) {
    for (let i = 0; i < width; i++) sum += data[(j * width + i) * 3 + channel]! * across[i]! * down[j]!;
  }
  return sum;
}
