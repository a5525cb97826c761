import { join } from 'node:path';
import { listImages } from '../dataset/listImages.ts';
import type { TimeSlices } from '../dataset/TimeSlices.ts';
import type { MaskFile } from '../MaskReader.ts';

const PNG = /\.png$/i;

/**
 * The mask files below a folder, in path order.
 *
 * @param ending of their names
 * @throws AppError `not-found` when the folder itself cannot be read, `cancelled`
 */
export async function listMaskFiles(
  root: string,
  slices: TimeSlices,
  ending = PNG,
): Promise<{ files: MaskFile[]; warnings: string[] }> {
  const { images, warnings } = await listImages(root, slices, ending);
  const files = images
    .filter(({ path }) => ending.test(path))
    .map(({ path }) => ({ name: path.replace(ending, ''), file: join(root, path) }));
  return { files, warnings };
}
