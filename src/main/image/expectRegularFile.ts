import type { Stats } from 'node:fs';
import type { AppErrorCode } from '../../shared/errors/AppError.ts';
import { AppError } from '../../shared/errors/AppError.ts';

/** Larger files are not read: no image that is decoded, and no text that a data set has, takes as much. */
export const LARGEST_FILE = 512e6;

/**
 * Looks at a file before it is opened: a pipe may never say anything, a device never end, a giant fill the memory. Folders are
 * left to whoever reads them, and what the system says then.
 *
 * @param stats of what a link leads to
 * @param most bytes
 * @throws AppError of the given code
 */
export function expectRegularFile(
  file: string,
  stats: Stats,
  code: AppErrorCode,
  most: number = LARGEST_FILE,
): void {
  if (stats.isDirectory()) return;
  if (!stats.isFile())
    throw new AppError(
      code,
      `${file} is not a regular file but a pipe, a socket or a device. Remove it, or name another file.`,
    );
  if (stats.size <= most) return;
  const words = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;
  throw new AppError(
    code,
    `${file} has ${words(stats.size)}; ${words(most)} are the most. Use a smaller file.`,
  );
}
