import { AppError } from '../../shared/errors/AppError.ts';

/**
 * Larger images are refused before they are decoded: to propose or export one of these takes just under 1 GB. Those with
 * transparency in 16 bits a channel the decoder refuses itself from 512 MB on.
 */
const MAX_MEGAPIXELS = 80;

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
