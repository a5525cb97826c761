import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeImage, isAnimated } from './decodeImage.ts';
import { encodeJpeg } from './encodeJpeg.ts';
import { photographAsJpeg } from './photographAsJpeg.ts';
import type { RgbImage } from './RgbImage.ts';

const folder = join(import.meta.dirname, '../../../testing/images');
const read = (name: string): Uint8Array => readFileSync(join(folder, name));
const pixel = ({ data, width }: RgbImage, x: number, y: number): number[] => [
  ...data.subarray((y * width + x) * 3, (y * width + x) * 3 + 3),
];

function expectNear(actual: number[], expected: number[], tolerance: number): void {
  actual.forEach((value, i) =>
    expect(Math.abs(value - expected[i]!), `${actual} near ${expected}`).toBeLessThanOrEqual(tolerance),
  );
}

describe('decodeImage', () => {
  it.each([
    ['plain.png', 0],
    ['plain.bmp', 0],
    ['plain.tif', 0],
    ['lossless.webp', 0],
    ['animated.webp', 0],
    ['palette.png', 0],
    ['rgb16.png', 0],
    ['plain.jpg', 12],
    ['progressive.jpg', 12],
    ['exif6.jpg', 12],
    ['cmyk.jpg', 24],
  ])('shows %s as it is meant', async (name, tolerance) => {
    const image = await decodeImage(read(name), name);
    expect([image.width, image.height]).toEqual([12, 8]);
    expectNear(pixel(image, 0, 0), [255, 255, 255], tolerance);
    expectNear(pixel(image, 4, 6), [200, 100, 50], tolerance);
    expectNear(pixel(image, 9, 2), [40, 80, 160], tolerance);
  });

  it.each(['grey.jpg', 'grey16.png'])('spreads the grey of %s over three channels', async (name) => {
    const image = await decodeImage(read(name), name);
    const [red, green, blue] = pixel(image, 4, 6) as [number, number, number];
    expect([green, blue]).toEqual([red, red]);
    expectNear([red], [124], 3);
  });

  it('lays transparency over white', async () => {
    const image = await decodeImage(read('transparent.png'), 'transparent.png');
    expect(pixel(image, 4, 6)).toEqual([200, 100, 50]);
    expect(pixel(image, 9, 2)).toEqual([255, 255, 255]);
  });

  it('knows an animation from a still picture', () => {
    expect(isAnimated(read('animated.webp'))).toBe(true);
    expect(isAnimated(read('lossless.webp'))).toBe(false);
    expect(isAnimated(read('plain.jpg'))).toBe(false);
  });

  it('refuses a JPEG that was cut off anywhere, and takes it whole', async () => {
    const bytes = read('progressive.jpg');
    for (let length = 400; length < bytes.length - 2; length += 37) {
      await expect(decodeImage(bytes.subarray(0, length), 'cut.jpg')).rejects.toMatchObject({
        code: 'image-unreadable',
        message: expect.stringContaining('cut.jpg'),
      });
    }
    await expect(decodeImage(bytes.subarray(0, -2), 'cut.jpg')).rejects.toThrow('cut.jpg is truncated');
  });

  it.each([
    ['empty.jpg', new Uint8Array(), 'is empty'],
    ['text.jpg', new TextEncoder().encode('hello, this is no image'), 'is not an image'],
    ['picture.gif', read('picture.gif'), 'is a gif image'],
    ['cut.png', read('plain.png').subarray(0, 60), 'cannot be decoded'],
    ['bomb.bmp', enormousBmp(), 'megapixels'],
  ])('refuses %s in words that name it', async (name, bytes, words) => {
    const failure = expect(decodeImage(bytes, name)).rejects;
    await failure.toMatchObject({ code: 'image-unreadable', message: expect.stringContaining(name) });
    await expect(decodeImage(bytes, name)).rejects.toThrow(words);
  });
});

/** A file of 54 bytes that claims 60,000 x 60,000 pixels. */
function enormousBmp(): Uint8Array {
  const bytes = Buffer.alloc(54);
  bytes.write('BM');
  bytes.writeUInt32LE(54, 10);
  bytes.writeUInt32LE(40, 14);
  bytes.writeInt32LE(60_000, 18);
  bytes.writeInt32LE(60_000, 22);
  bytes.writeUInt16LE(1, 26);
  bytes.writeUInt16LE(24, 28);
  return bytes;
}

describe('photographAsJpeg', () => {
  it.each([
    'plain.png',
    'rgb16.png',
    'grey16.png',
    'transparent.png',
    'exif6.jpg',
    'plain.tif',
    'palette.png',
  ])('encodes what decodeImage shows of %s', async (name) => {
    const shown = await encodeJpeg(await decodeImage(read(name), name));
    expect(Buffer.from(await photographAsJpeg(read(name), name)).equals(shown)).toBe(true);
  });
});
