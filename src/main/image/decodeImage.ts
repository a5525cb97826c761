import { Transformer } from '@napi-rs/image';
import { AppError } from '../../shared/errors/AppError.ts';
import { errorMessage } from '../../shared/errors/errorMessage.ts';
import { jpegIsComplete } from './jpegIsComplete.ts';
import type { ImageHeader } from './readImageHeader.ts';
import { readImageHeader } from './readImageHeader.ts';
import type { RgbImage } from './RgbImage.ts';
import { toRgb8 } from './toRgb8.ts';

/**
 * Decodes a photograph the one way that desktop, server and command line share: EXIF orientation applied,
 * 8 bits, RGB, transparency over white, first frame of an animation.
 *
 * @param file named in the error
 * @throws AppError `image-unreadable` for truncated, foreign or enormous files
 */
export function decodeImage(bytes: Uint8Array, file: string): Promise<RgbImage> {
  return decoderOf(bytes, file, async (decoder, header) => {
    const pixels = await decoder.rawPixels();
    const { colorType } = await decoder.metadata();
    return toRgb8(pixels, colorType, header);
  });
}

/**
 * Gives the decoder of a photograph, EXIF orientation applied, to some work.
 *
 * @param file named in the error
 * @throws AppError `image-unreadable` for truncated, foreign or enormous files
 */
export async function decoderOf<T>(
  bytes: Uint8Array,
  file: string,
  work: (decoder: Transformer, header: ImageHeader) => Promise<T>,
): Promise<T> {
  const header = readImageHeader(bytes, file);
  expectDecodable(bytes, header, file);
  try {
    const decoder = new Transformer(bytes);
    if (mayBeTurned(bytes, header)) decoder.rotate();
    return await work(decoder, header);
  } catch (cause) {
    const why = errorMessage(cause);
    const words = why.includes(TOO_LARGE)
      ? `${file} takes more than 512 MB as pixels, which is too large for the decoder. Scale it down or cut it into tiles.`
      : `${file} cannot be decoded (${why}). The file is damaged: copy it again, or remove it.`;
    throw new AppError('image-unreadable', words, { cause });
  }
}

/** What the decoder says of more bytes than it decodes. */
const TOO_LARGE = 'Memory limit exceeded';

/** Turning costs a copy of all pixels, even where there is nothing to turn. */
function mayBeTurned(bytes: Uint8Array, { format, orientation }: ImageHeader): boolean {
  if (orientation !== 1) return true;
  if (format === 'png') return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes('eXIf');
  return format !== 'jpeg';
}

/** Whether a WebP holds an animation, of which only the first frame is used. */
export function isAnimated(bytes: Uint8Array): boolean {
  const text = (at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));
  return text(0) === 'RIFF' && text(8) === 'WEBP' && text(12) === 'VP8X' && (bytes[20]! & 0x02) !== 0;
}

function expectDecodable(bytes: Uint8Array, header: ImageHeader, file: string): void {
  if (header.format === 'jpeg' && !jpegIsComplete(bytes)) {
    throw new AppError(
      'image-unreadable',
      `${file} is truncated: the JPEG stops before its end. Copy it again.`,
    );
  }
}
