import { AppError } from '../../../shared/errors/AppError.ts';
import { decodePng } from './decodePng.ts';

/** A mask: `data` is `uint8[height, width]` of label values. */
export interface IndexMask {
  width: number;
  height: number;
  data: Uint8Array;
}

/** A mask with the colours of its values, where its file has a palette: red, green, blue, each 0..255. */
export interface PaletteMask extends IndexMask {
  palette: readonly (readonly number[])[] | undefined;
  /** Whether values are numbers that were given to colours while they were read, and mean nothing else. */
  isNumbered?: boolean;
}

/**
 * Reads the label values of a palette or grey 8-bit PNG.
 *
 * @param file named in the error
 * @throws AppError `invalid-input` for anything else, `image-unreadable` for more pixels or data than are ever decoded
 */
export function readIndexMask(bytes: Uint8Array, file: string): IndexMask {
  const { width, height, data } = readPaletteMask(bytes, file);
  return { width, height, data };
}

/** The same with its palette. */
export function readPaletteMask(bytes: Uint8Array, file: string): PaletteMask {
  const { width, height, depth, channels, data, palette } = decodePng(bytes, file);
  if (channels !== 1 || depth > 8 || !(data instanceof Uint8Array)) {
    throw new AppError(
      'invalid-input',
      `${file} is a PNG with ${channels} channels of ${depth} bits; a mask has one channel of 8 bits (palette or grey).`,
    );
  }
  return {
    width,
    height,
    palette,
    data: depth === 8 ? data : unpack(data, width, height, depth),
  };
}

/** Spreads samples of 1, 2 or 4 bits, rows padded to whole bytes, over bytes. */
function unpack(data: Uint8Array, width: number, height: number, depth: number): Uint8Array {
  const result = new Uint8Array(width * height);
  const rowBytes = Math.ceil((width * depth) / 8);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const bit = x * depth;
      const byte = data[y * rowBytes + (bit >> 3)]!;
      result[y * width + x] = (byte >> (8 - depth - (bit & 7))) & ((1 << depth) - 1);
    }
  }
  return result;
}
