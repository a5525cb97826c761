import { AppError } from '../../shared/errors/AppError.ts';
import { readRegularFile } from '../image/readRegularFile.ts';

/**
 * The ids in a text file, one a line.
 *
 * @param flag that names it, for messages
 * @throws AppError `not-found` for a file that cannot be read, `invalid-input` for one that is no text, or has no ids
 */
export function readIdList(file: string, flag: string): string[] {
  const ids = textOf(file, flag).split(/\s+/).filter(Boolean);
  if (ids.length > 0) return ids;
  throw new AppError('invalid-input', `${file} names no ids; ${flag} takes a text file with one id a line.`);
}

function textOf(file: string, flag: string): string {
  let bytes: Buffer;
  try {
    bytes = readRegularFile(file, 'invalid-input');
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('not-found', `${file} cannot be read; ${flag} takes a text file with one id a line.`, {
      cause,
    });
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (!text.includes('\0')) return text;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
  throw new AppError('invalid-input', `${file} is no text; ${flag} takes a text file with one id a line.`);
}
