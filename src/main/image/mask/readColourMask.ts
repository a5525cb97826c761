import { AppError } from '../../../shared/errors/AppError.ts';
import { decodePng } from './decodePng.ts';

/** A mask that tells things by colour. */
export interface ColourMask {
  width: number;
  height: number;
  /** `uint8[height, width, channels]`: red, green, blue, and whatever else there is. */
  data: Uint8Array;
  channels: number;
}

/** Where a PNG says its depth and its kind of colour, and the kinds that have red, green and blue of each pixel. */
const DEPTH_AT = 24;
const KIND_AT = 25;
const COLOURED = new Set([2, 6]);

/** Whether a PNG has 8 bits of red, green and blue for each pixel, by its header. */
export function hasColours(bytes: Uint8Array): boolean {
  return bytes[DEPTH_AT] === 8 && COLOURED.has(bytes[KIND_AT]!);
}

/**
 * Reads the colours of a PNG with 8 bits a channel, or with a palette.
 *
 * @param file named in the error
 * @throws AppError `invalid-input` for anything else, `image-unreadable` for more pixels or data than are ever decoded
 */
export function readColourMask(bytes: Uint8Array, file: string): ColourMask {
  const { width, height, depth, channels, data, palette } = decodePng(bytes, file);
  if (depth === 8 && data instanceof Uint8Array) {
    if (channels >= 3) return { width, height, channels, data };
    if (channels === 1 && palette) {
      const colours = new Uint8Array(data.length * 3);
      for (let i = 0; i < data.length; i++)
        for (let c = 0; c < 3; c++) colours[i * 3 + c] = palette[data[i]!]?.[c] ?? 0;
      return { width, height, channels: 3, data: colours };
    }
  }
  throw new AppError(
    'invalid-input',
    `${file} is a PNG with ${channels} channels of ${depth} bits; a mask of colours has 3 channels of 8 bits, or a palette.`,
  );
}
