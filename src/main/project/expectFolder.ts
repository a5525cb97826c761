import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { AppError } from '../../shared/errors/AppError.ts';

/**
 * @param path of a file that is to be written
 * @throws AppError `not-found` where its folder is not there
 */
export function expectFolder(path: string): void {
  const folder = dirname(resolve(path));
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  throw new AppError('not-found', `The folder ${folder} is not there. Make it first, or choose another.`);
}
