import { readFile, stat } from 'node:fs/promises';
import { AppError } from '../../shared/errors/AppError.ts';
import { whyUnreadable } from '../../shared/errors/fileErrorWords.ts';
import { expectRegularFile } from './expectRegularFile.ts';

/**
 * The bytes of a photograph.
 *
 * @throws AppError `image-unreadable`, saying how to follow a folder that has moved
 */
export async function readPhotograph(file: string): Promise<Buffer> {
  try {
    expectRegularFile(file, await stat(file), 'image-unreadable');
    return await readFile(file);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError(
      'image-unreadable',
      `${file} cannot be read (${whyUnreadable(cause)}). If the folder has moved, \`camweave relink PROJECT FOLDER\` follows it.`,
      { cause },
    );
  }
}
