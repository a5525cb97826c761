import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { counted } from '../../../shared/text/counted.ts';
import { readIndexMask } from '../../image/mask/readIndexMask.ts';
import { expectReadBack } from './expectReadBack.ts';
import { PROVENANCE_FOLDER } from './provenancePlane.ts';
import type { WrittenImage } from './WrittenImage.ts';

/**
 * Reads provenance masks back.
 *
 * @returns what was found right
 * @throws AppError `export-mismatch`
 */
export async function checkProvenance(
  folder: string,
  images: readonly WrittenImage[],
  next: () => Promise<void>,
): Promise<string> {
  const root = join(folder, PROVENANCE_FOLDER);
  const found = await readdir(root);
  expectReadBack(found.length === images.length, root, 'the number of masks');
  for (const { id, width, height, provenanceHash } of images) {
    await next();
    const file = join(root, `${id}.png`);
    const mask = readIndexMask(await readFile(file), file);
    expectReadBack(mask.width === width && mask.height === height, file, 'the size');
    expectReadBack(
      createHash('sha256').update(mask.data).digest('hex') === provenanceHash,
      file,
      'the values',
    );
  }
  return `${counted(images.length, 'provenance mask')} decoded and compared pixel for pixel`;
}
