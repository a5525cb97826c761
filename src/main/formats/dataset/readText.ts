import { readRegularFile } from '../../image/readRegularFile.ts';
import { explainReadError } from './explainReadError.ts';

/**
 * The text of a file in UTF-8.
 *
 * @throws AppError `not-found`, saying why it cannot be read
 */
export function readText(file: string): string {
  try {
    return readRegularFile(file, 'not-found').toString('utf8');
  } catch (error) {
    throw explainReadError(file, error);
  }
}
