import { readRegularFile } from '../../image/readRegularFile.ts';
import { explainReadError } from '../dataset/explainReadError.ts';

/** The bytes of a mask or of score maps. @throws AppError `not-found`, `image-unreadable`, naming the file */
export function readMaskFile(file: string): Buffer {
  try {
    return readRegularFile(file, 'image-unreadable');
  } catch (error) {
    throw explainReadError(file, error);
  }
}
