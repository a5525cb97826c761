import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../../../testing/random.ts';
import { framePixels, framePlanes } from './encoderInput.ts';
import { imageFrame } from './ImageFrame.ts';
import { cropToImage, padToFrame } from './logitsGrid.ts';

const FLAT = { mean: [0, 0, 0], std: [1, 1, 1] } as const;

describe('a photograph in its frame', () => {
  const data = Uint8Array.from({ length: 4 * 2 * 3 }, (_, i) => 10 * i);
  const image = { width: 4, height: 2, data };

  it('has its long side fitted, and zeros below or beside it', () => {
    const frame = imageFrame('pad', 4, image);
    expect(frame).toMatchObject({ size: 4, width: 4, height: 2 });
    const { data: planes, dims } = framePlanes(image, frame, { mean: [0.5, 0, 0], std: [0.5, 1, 1] });
    expect(dims).toEqual([1, 3, 4, 4]);
    expect(planes[1]).toBeCloseTo((data[3]! / 255 - 0.5) / 0.5);
    expect(planes[16 + 4]).toBeCloseTo(data[4 * 3 + 1]! / 255);
    expect([...planes.subarray(8, 16)]).toEqual(Array(8).fill(0));
    const upright = imageFrame('pad', 1024, { width: 333, height: 500 });
    expect(upright).toMatchObject({ width: 682, height: 1024 });
  });

  it('fills the square where it is squashed, and goes as it is to who pads himself', () => {
    const frame = imageFrame('squash', 4, image);
    const { data: planes } = framePlanes(image, frame, FLAT);
    expect(planes[0]).toBeCloseTo(data[0]! / 255);
    expect(planes[15]).toBeCloseTo(data.at(-3)! / 255);
    const pixels = framePixels(image, imageFrame('pad', 4, image));
    expect(pixels.dims).toEqual([2, 4, 3]);
    expect([...pixels.data]).toEqual([...data]);
  });
});

describe('logits over a square', () => {
  const random = seededRandom(3);
  const logits = Float32Array.from({ length: 64 }, () => random() - 0.5);
  const square = { width: 8, height: 8, logits };

  it('are cut to the photograph in it, cell by cell where it ends at a border of cells', () => {
    const cut = cropToImage(square, imageFrame('pad', 32, { width: 64, height: 32 }));
    expect(cut).toMatchObject({ width: 8, height: 4 });
    expect([...cut.logits]).toEqual([...logits.subarray(0, 32)]);
  });

  it('cover exactly the photograph where it does not', () => {
    const ramp = Float32Array.from({ length: 64 }, (_, i) => Math.floor(i / 8) + 0.5);
    const frame = imageFrame('pad', 32, { width: 320, height: 180 });
    expect(frame.height).toBe(18);
    const cut = cropToImage({ width: 8, height: 8, logits: ramp }, frame);
    expect(cut).toMatchObject({ width: 8, height: 5 });
    // Row y of five covers a fifth of 4.5 cells, and the ramp is its own position; its first half cell is clamped.
    expect(cut.logits[0]).toBe(0.5);
    for (let y = 1; y < 5; y++) expect(cut.logits[y * 8]).toBeCloseTo(((y + 0.5) * 4.5) / 5);
  });

  it('come back as they went when they are put into the square again', () => {
    const frame = imageFrame('pad', 32, { width: 64, height: 32 });
    const cut = cropToImage(square, frame);
    const padded = padToFrame(cut, frame, 8);
    expect([...padded.subarray(0, 32)]).toEqual([...logits.subarray(0, 32)]);
    expect(Math.max(...padded.subarray(32))).toBeLessThan(-5);
  });

  it('of another grid are sampled', () => {
    const frame = imageFrame('squash', 32, { width: 7, height: 9 });
    const padded = padToFrame({ width: 2, height: 1, logits: Float32Array.of(-4, 4) }, frame, 8);
    expect([...padded.subarray(0, 8)]).toEqual([-4, -4, -3, -1, 1, 3, 4, 4]);
  });
});
