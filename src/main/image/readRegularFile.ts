import { readFileSync, statSync } from 'node:fs';
import type { AppErrorCode } from '../../shared/errors/AppError.ts';
import { expectRegularFile } from './expectRegularFile.ts';

/**
 * The bytes of a file that a person or a data set names.
 *
 * @throws AppError of the given code for what is no regular file, or too large; what the system throws for one that cannot be read
 */
export function readRegularFile(file: string, code: AppErrorCode): Buffer {
  expectRegularFile(file, statSync(file), code);
  return readFileSync(file);
}
