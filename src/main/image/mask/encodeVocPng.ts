import { deflateSync } from 'node:zlib';
import { VOC_PALETTE } from '../../../shared/labels/vocPalette.ts';
import type { IndexMask } from './readIndexMask.ts';
import { crc32 } from './crc32.ts';
import { RUNS } from './packLabels.ts';

const SIGNATURE = Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10);
const [GREY, PALETTE] = [0, 3];

/** A label map as PASCAL VOC keeps it: 8-bit palette PNG with the VOC colour map, 256 entries. */
export function encodeVocPng(mask: IndexMask): Uint8Array {
  return encodeIndexPng(mask, VOC_PALETTE);
}

/** The same values as an 8-bit grey PNG, for readers that do not know palettes. */
export function encodeGreyPng(mask: IndexMask): Uint8Array {
  return encodeIndexPng(mask);
}

/**
 * An 8-bit PNG of one channel (https://www.w3.org/TR/png-3). Rows are not filtered: neighbours in a mask are alike or not near at all.
 *
 * @param palette red, green and blue of each value; grey where missing
 */
export function encodeIndexPng(
  { width, height, data }: IndexMask,
  palette?: readonly (readonly number[])[],
): Uint8Array {
  const rows = new Uint8Array(height * (width + 1));
  for (let y = 0; y < height; y++) rows.set(data.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  header[9] = palette ? PALETTE : GREY;
  const colours = palette ? [chunk('PLTE', Uint8Array.from(palette.flat()))] : [];
  const pixels = chunk('IDAT', deflateSync(rows, RUNS));
  // A copy, because what leaves here may go to another process: small buffers of Node share their memory.
  return new Uint8Array(
    Buffer.concat([SIGNATURE, chunk('IHDR', header), ...colours, pixels, chunk('IEND', new Uint8Array())]),
  );
}

function chunk(type: string, data: Uint8Array): Buffer {
  const result = Buffer.alloc(12 + data.length);
  result.writeUInt32BE(data.length, 0);
  result.write(type, 4, 'latin1');
  result.set(data, 8);
  result.writeUInt32BE(crc32(result.subarray(4, 8 + data.length)), 8 + data.length);
  return result;
}
