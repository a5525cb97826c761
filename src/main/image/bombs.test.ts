import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../testing/temporaryFolder.ts';

const folder = temporaryFolder();
const SIZE = 60_000;

/** A chunk of a PNG. */
function chunk(type: string, data: Uint8Array): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

function png(width: number, height: number, ...more: Buffer[]): Buffer {
  return pngOf({ colour: 0 }, width, height, ...more);
}

/** @param colour as PNG counts: 0 grey, 2 RGB, 6 RGB with transparency */
function pngOf(
  { colour, depth = 8 }: { colour: number; depth?: number },
  width: number,
  height: number,
  ...more: Buffer[]
): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width);
  header.writeUInt32BE(height, 4);
  header.writeUInt8(depth, 8);
  header.writeUInt8(colour, 9);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), ...more, chunk('IEND', Buffer.alloc(0))]);
}

/** 2 GB of zeros in 2 MB: a stream that goes on where its first part was flushed. */
function endlessZeros(): Buffer {
  const block = deflateSync(Buffer.alloc(16 * 1024 * 1024), { finishFlush: 2 });
  return Buffer.concat([block, ...Array.from({ length: 127 }, () => block.subarray(2))]);
}

function little(...values: [bytes: number, value: number][]): Buffer {
  return Buffer.concat(
    values.map(([bytes, value]) => {
      const part = Buffer.alloc(bytes);
      part.writeUIntLE(value, 0, bytes);
      return part;
    }),
  );
}

const BMP = Buffer.concat([
  ...[Buffer.from('BM'), little([4, 54], [4, 0], [4, 54], [4, 40])],
  little([4, SIZE], [4, SIZE], [2, 1], [2, 24], [4, 0], [4, 0], [4, 0], [4, 0], [4, 0], [4, 0]),
]);
const TIFF = Buffer.concat([
  ...[Buffer.from('II'), little([2, 42], [4, 8], [2, 2])],
  little([2, 256], [2, 4], [4, 1], [4, SIZE], [2, 257], [2, 4], [4, 1], [4, SIZE], [4, 0]),
]);
const VP8X = Buffer.concat([little([1, 0], [3, 0], [3, SIZE - 1], [3, SIZE - 1])]);
const WEBP = Buffer.concat([
  ...[Buffer.from('RIFF'), little([4, 22]), Buffer.from('WEBPVP8X'), little([4, VP8X.length]), VP8X],
]);
const JPEG = Buffer.from([
  ...[0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc0, 0, 17, 8, SIZE >> 8, SIZE & 255, SIZE >> 8, SIZE & 255],
  ...[3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0, 0xff, 0xd9],
]);

const WORKS = {
  mask: "readIndexMask(bytes, 'bomb')",
  photograph: "await decodeImage(bytes, 'bomb')",
  jpeg: "await photographAsJpeg(bytes, 'bomb')",
};

/** What a process with little memory says of a file. */
function read(work: keyof typeof WORKS, bytes: Buffer): string {
  const file = join(folder, 'bomb');
  writeFileSync(file, bytes);
  const program = `
    import { readFileSync } from 'node:fs';
    import { decodeImage } from ${JSON.stringify(join(import.meta.dirname, 'decodeImage.ts'))};
    import { readIndexMask } from ${JSON.stringify(join(import.meta.dirname, 'mask/readIndexMask.ts'))};
    import { photographAsJpeg } from ${JSON.stringify(join(import.meta.dirname, 'photographAsJpeg.ts'))};
    const bytes = readFileSync(${JSON.stringify(file)});
    try { ${WORKS[work]}; console.log('read'); }
    catch (error) { console.log(error.code + ': ' + error.message); }
    const megabytes = process.resourceUsage().maxRSS / 1024;
    if (megabytes > 400) console.log('took ' + megabytes + ' MB');`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    ...{ encoding: 'utf8', timeout: 60_000 },
  });
  return stdout.trim() || stderr;
}

describe('an image that is made to fill the memory', () => {
  it.each([
    ['PNG', png(SIZE, SIZE, chunk('IDAT', deflateSync(Buffer.alloc(1000))))],
    ['BMP', BMP],
    ['TIFF', TIFF],
    ['WebP', WEBP],
    ['JPEG', JPEG],
  ])('%s of 3600 megapixels is refused by its header', (_, bytes) => {
    expect(read('photograph', bytes)).toBe(
      'image-unreadable: bomb has 3600 megapixels; 80 are the most. Scale it down or cut it into tiles.',
    );
  });

  it('GIF is none that is read', () => {
    const gif = Buffer.concat([Buffer.from('GIF89a'), little([2, SIZE], [2, SIZE], [3, 0])]);
    expect(read('photograph', gif)).toContain('is a gif image. Convert it');
  });

  it('a mask is refused by its header, or where it inflates to more than its pixels', () => {
    const bomb = endlessZeros();
    const small = chunk('IDAT', deflateSync(Buffer.alloc(110)));
    expect(read('mask', png(SIZE, SIZE, small))).toContain('has 3600 megapixels');
    expect(read('mask', png(10, 10, chunk('IDAT', bomb)))).toContain(
      'image-unreadable: bomb holds more data than',
    );
    const profile = chunk('iCCP', Buffer.concat([Buffer.from('a\0\0'), bomb]));
    expect(read('mask', png(10, 10, profile, small))).toContain(
      'image-unreadable: bomb holds more data than',
    );
    expect(read('mask', png(10, 10, small))).toBe('read');
  });
});

describe('a large photograph that is sound', () => {
  it('is too large for the decoder, and not damaged, where its pixels take more than it gives', () => {
    const rows = chunk('IDAT', deflateSync(Buffer.alloc(1000)));
    expect(read('photograph', pngOf({ colour: 6, depth: 16 }, 8_900, 8_900, rows))).toBe(
      'image-unreadable: bomb takes more than 512 MB as pixels, which is too large for the decoder. Scale it down or cut it into tiles.',
    );
    expect(read('photograph', pngOf({ colour: 2 }, 13_700, 13_700, rows))).toContain(
      'bomb has 188 megapixels; 80 are',
    );
  });

  it('becomes a JPEG without its pixels being copied', () => {
    const [width, height] = [8000, 6000];
    const data = chunk('IDAT', deflateSync(Buffer.alloc((1 + width * 3) * height), { level: 1 }));
    expect(read('jpeg', pngOf({ colour: 2 }, width, height, data))).toBe('read');
  });
});
