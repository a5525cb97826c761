import { AppError } from '../../../shared/errors/AppError.ts';
import { fileErrorWords } from '../../../shared/errors/fileErrorWords.ts';

/** Says in words why `path` could not be read; errors that are no file errors pass through. */
export function explainReadError(path: string, error: unknown): unknown {
  const words = fileErrorWords(error);
  if (!words) return error;
  return new AppError('not-found', `${path} cannot be read: ${words.why}. ${words.remedy}`, { cause: error });
}
