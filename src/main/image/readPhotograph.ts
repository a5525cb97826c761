import { readFile } from 'node:fs/promises';
import { AppError } from '../../shared/errors/AppError.ts';
import { whyUnreadable } from '../../shared/errors/fileErrorWords.ts';

/**
 * The bytes of a photograph.
 *
 * @throws AppError `image-unreadable`, saying how to follow a folder that has moved
 */
export async function readPhotograph(file: string): Promise<Buffer> {
  return readFile(file).catch((cause: unknown) => {
    throw new AppError(
      'image-unreadable',
      `${file} cannot be read (${whyUnreadable(cause)}). If the folder has moved, \`camweave relink PROJECT FOLDER\` follows it.`,
      { cause },
    );
  });
}
