import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { listImages } from '../dataset/listImages.ts';
import { PROVENANCE_FOLDER } from '../dataset/provenancePlane.ts';
import { RECORD } from '../dataset/recordName.ts';
import type { TimeSlices } from '../dataset/TimeSlices.ts';
import type { MaskFile } from '../MaskReader.ts';

const PNG = /\.png$/i;

/**
 * The mask files below a folder, in path order. What an export has put beside its masks, its record and where pixels come from, is none.
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
  const isExport = existsSync(join(root, RECORD));
  const files = images
    .filter(({ path }) => ending.test(path) && !(isExport && isBeside(path)))
    .map(({ path }) => ({ name: path.replace(ending, ''), file: join(root, path) }));
  return { files, warnings };
}

function isBeside(path: string): boolean {
  return path === RECORD || path.startsWith(`${PROVENANCE_FOLDER}/`);
}
