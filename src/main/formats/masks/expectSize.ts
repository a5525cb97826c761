import { AppError } from '../../../shared/errors/AppError.ts';
import type { SizedImage } from '../../annotate/withContent.ts';

/**
 * Sees that a mask has the size of its image.
 *
 * @param name of the mask for people
 * @throws AppError `other-size` with both sizes
 */
export function expectSize(
  { width, height }: { width: number; height: number },
  image: Pick<SizedImage, 'path' | 'width' | 'height'>,
  name: string,
): void {
  if (width === image.width && height === image.height) return;
  throw new AppError(
    'other-size',
    `${name} is ${width} x ${height}, ${image.path} ${image.width} x ${image.height}`,
  );
}
