import { existsSync, writeFileSync } from 'node:fs';
import { explainWriteError } from '../formats/dataset/explainWriteError.ts';
import { expectFolder } from '../project/expectFolder.ts';
import { putInPlace, removeTemporary, takenAlready, temporaryFor } from '../project/putInPlace.ts';

/** Looks at where a file is to go before the work for it begins. @throws AppError `not-writable` where it is there already, `not-found` where its folder is not */
export function expectNewFile(path: string): void {
  expectFolder(path);
  if (existsSync(path)) throw takenAlready(path);
}

/** Writes a file that is not there yet, whole or not at all. @throws AppError `not-writable`, `disk-full` */
export function writeNewFile(path: string, text: string): void {
  const temporary = temporaryFor(path);
  try {
    writeFileSync(temporary, text, { flag: 'wx' });
    putInPlace(temporary, path);
  } catch (error) {
    throw explainWriteError(path, error);
  } finally {
    removeTemporary(temporary);
  }
}
