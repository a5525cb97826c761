import { join } from 'node:path';
import { listImages } from '../dataset/listImages.ts';
import type { TimeSlices } from '../dataset/TimeSlices.ts';
import type { MaskFile } from '../MaskReader.ts';

const PNG = /\.png$/i;

/**
 * The PNG files below a folder, in path order.
 *
 * @throws AppError `not-found` when the folder itself cannot be read, `cancelled`
 */
export async function listMaskFiles(
  root: string,
  slices: TimeSlices,
): Promise<{ files: MaskFile[]; warnings: string[] }> {
  const { images, warnings } = await listImages(root, slices);
  const files = images
    .filter(({ path }) => PNG.test(path))
    .map(({ path }) => ({ name: path.replace(PNG, ''), file: join(root, path) }));
  return { files, warnings };
}
