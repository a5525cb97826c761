import { AppError } from '../../../shared/errors/AppError.ts';
import { fileErrorWords } from '../../../shared/errors/fileErrorWords.ts';

/** Says in words why something could not be written to `path`; errors that are no file errors pass through. */
export function explainWriteError(path: string, error: unknown): unknown {
  const words = fileErrorWords(error);
  if (!words) return error;
  const { code, why, remedy } = words;
  const isFull = code === 'ENOSPC' || code === 'EDQUOT';
  return new AppError(
    isFull ? 'disk-full' : 'not-writable',
    isFull
      ? `The disk that holds ${path} is full. ${remedy}`
      : `${path} cannot be written: ${why}. ${remedy}`,
    { cause: error },
  );
}
