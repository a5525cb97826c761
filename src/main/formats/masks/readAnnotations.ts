import { readFileSync, statSync } from 'node:fs';
import { expectRegularFile } from '../../image/expectRegularFile.ts';
import { explainReadError } from '../dataset/explainReadError.ts';

/** Of a file with the shapes of one image, or with names. */
const LARGEST = 64 * 1024 * 1024;

/** The bytes of a file of annotations that is read as a whole. @throws AppError `not-found`, `invalid-input`, naming the file */
export function readAnnotations(file: string): Buffer {
  try {
    expectRegularFile(file, statSync(file), 'invalid-input', LARGEST);
    return readFileSync(file);
  } catch (error) {
    throw explainReadError(file, error);
  }
}
