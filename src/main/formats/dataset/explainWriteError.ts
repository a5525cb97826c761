import { AppError } from '../../../shared/errors/AppError.ts';
import { errorMessage } from '../../../shared/errors/errorMessage.ts';

/** Says in words why something could not be written to `path`; errors that are no file errors pass through. */
export function explainWriteError(path: string, error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new AppError(
      'disk-full',
      `The disk that holds ${path} is full. Free some space, then run it again.`,
      {
        cause: error,
      },
    );
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'ENOTDIR') {
    return new AppError(
      'not-writable',
      `${path} cannot be written (${errorMessage(error)}). Check the permissions, or choose another folder.`,
      { cause: error },
    );
  }
  return error;
}
