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
export async function decodeImage(bytes: Uint8Array, file: string): Promise<RgbImage> {
  const header = readImageHeader(bytes, file);
  expectDecodable(bytes, header, file);
  try {
    const transformer = new Transformer(bytes);
    if (header.orientation !== 1 || header.format !== 'jpeg') transformer.rotate();
    const pixels = await transformer.rawPixels();
    const { colorType } = await transformer.metadata();
    return toRgb8(pixels, colorType, header);
  } catch (cause) {
    throw new AppError(
      'image-unreadable',
      `${file} cannot be decoded (${errorMessage(cause)}). The file is damaged: copy it again, or remove it.`,
      { cause },
    );
  }
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
