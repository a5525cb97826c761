import { imageSize } from 'image-size';
import { AppError } from '../../shared/errors/AppError.ts';
import { expectFewPixels } from './pixelLimit.ts';

/** What the first bytes of an image file tell. */
export interface ImageHeader {
  format: 'jpeg' | 'png' | 'webp' | 'bmp' | 'tiff';
  /** Size in pixels as shown, EXIF orientation applied. */
  width: number;
  height: number;
  /** EXIF orientation 1..8; 1 where the file has none. */
  orientation: number;
}

const FORMATS: Record<string, ImageHeader['format']> = {
  jpg: 'jpeg',
  png: 'png',
  webp: 'webp',
  bmp: 'bmp',
  tiff: 'tiff',
};

/**
 * Reads format and size without decoding pixels.
 *
 * @param file named in the error
 * @throws AppError `image-unreadable`, also for more pixels than are ever decoded
 */
export function readImageHeader(bytes: Uint8Array, file: string): ImageHeader {
  if (bytes.length === 0) {
    throw new AppError(
      'image-unreadable',
      `${file} is empty (0 bytes). Copy the image again, or remove the file.`,
    );
  }
  let size: ReturnType<typeof imageSize>;
  try {
    size = imageSize(bytes);
  } catch (cause) {
    throw new AppError(
      'image-unreadable',
      `${file} is not an image that Camweave reads (JPEG, PNG, WebP, BMP, TIFF), whatever its name says.`,
      { cause },
    );
  }
  const format = FORMATS[size.type ?? ''];
  if (!format) {
    throw new AppError(
      'image-unreadable',
      `${file} is a ${size.type ?? 'nameless'} image. Convert it to JPEG, PNG, WebP, BMP or TIFF.`,
    );
  }
  expectFewPixels(size.width, size.height, file);
  const orientation = size.orientation ?? 1;
  const turned = orientation >= 5;
  return {
    format,
    width: turned ? size.height : size.width,
    height: turned ? size.width : size.height,
    orientation,
  };
}
