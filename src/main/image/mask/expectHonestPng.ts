import { inflateSync } from 'node:zlib';
import { AppError } from '../../../shared/errors/AppError.ts';
import { expectFewPixels } from '../pixelLimit.ts';

/** Deflate makes at most so many bytes of one. */
const MOST_INFLATION = 1032;
/** Beside the pixels: colour profiles. */
const LARGEST_EXTRA = 16 * 1024 * 1024;
/** Behind the signature: length and type of the first chunk, then width, height, depth and colour. */
const HEADER_AT = 16;
const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/**
 * Refuses a PNG that would inflate to more than the pixels its header promises: decoders inflate first and compare then.
 * Whatever else is wrong with it, they say.
 *
 * @param file named in the error
 * @throws AppError `image-unreadable`
 */
export function expectHonestPng(bytes: Uint8Array, file: string): void {
  const png = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (png.length < HEADER_AT + 17 || png.toString('latin1', 12, 16) !== 'IHDR') return;
  const [width, height] = [png.readUInt32BE(HEADER_AT), png.readUInt32BE(HEADER_AT + 4)];
  expectFewPixels(width, height, file);
  const bits = png[HEADER_AT + 8]! * (CHANNELS[png[HEADER_AT + 9]!] ?? 4);
  // A byte for the filter of each row, and for its padding; interlaced images have twice as many rows.
  const pixels = Math.ceil((width * height * bits) / 8) + 4 * height + LARGEST_EXTRA / 16;
  const chunks = chunksOf(png);
  const data = chunks.filter(({ type }) => type === 'IDAT' || type === 'fdAT').map((chunk) => chunk.data);
  expectInflates(Buffer.concat(data), pixels, file);
  for (const { type, data: profile } of chunks) {
    // A name, a zero and the method stand in front.
    if (type === 'iCCP') expectInflates(profile.subarray(profile.indexOf(0) + 2), LARGEST_EXTRA, file);
  }
}

function chunksOf(png: Buffer): { type: string; data: Buffer }[] {
  const chunks: { type: string; data: Buffer }[] = [];
  for (let at = 8; at + 12 <= png.length;) {
    const length = png.readUInt32BE(at);
    chunks.push({
      type: png.toString('latin1', at + 4, at + 8),
      data: png.subarray(at + 8, at + 8 + length),
    });
    at += 12 + length;
  }
  return chunks;
}

function expectInflates(data: Buffer, most: number, file: string): void {
  if (data.length * MOST_INFLATION <= most) return;
  try {
    inflateSync(data, { maxOutputLength: most });
  } catch (cause) {
    // A decoder says better what else is wrong.
    if ((cause as NodeJS.ErrnoException).code !== 'ERR_BUFFER_TOO_LARGE') return;
    throw new AppError(
      'image-unreadable',
      `${file} holds more data than its ${most} bytes of pixels: it is damaged, or made to fill the memory. Remove it.`,
      { cause },
    );
  }
}
