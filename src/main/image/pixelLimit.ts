import { AppError } from '../../shared/errors/AppError.ts';

/**
 * Larger images are refused before they are decoded: the decoder takes up to 512 MB of pixels, three bytes each. Those with
 * transparency or 16 bits a channel it refuses itself where they are more than that.
 */
const MAX_MEGAPIXELS = 178;

/**
 * Looks at the size that the header of an image promises, whatever the size of its file.
 *
 * @param file named in the error
 * @throws AppError `image-unreadable`
 */
export function expectFewPixels(width: number, height: number, file: string): void {
  const megapixels = (width * height) / 1e6;
  if (megapixels <= MAX_MEGAPIXELS) return;
  throw new AppError(
    'image-unreadable',
    `${file} has ${Math.round(megapixels)} megapixels; ${MAX_MEGAPIXELS} are the most. Scale it down or cut it into tiles.`,
  );
}
