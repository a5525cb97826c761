import { closeSync, fsyncSync, linkSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { AppError } from '../../shared/errors/AppError.ts';

/** Where a project file is made before it is put in place; another process uses another name. */
export function temporaryFor(path: string): string {
  return `${path}.${process.pid}.new`;
}

/** Removes what is left of a file that was not put in place. */
export function removeTemporary(path: string): void {
  for (const suffix of ['', '-journal', '-wal', '-shm'])
    rmSync(`${temporaryFor(path)}${suffix}`, { force: true });
}

/**
 * Gives a finished file its name, never over a file that is there, and has the folder know it after a power loss.
 *
 * @throws AppError `not-writable` where a file is there already
 */
export function putInPlace(path: string): void {
  const temporary = temporaryFor(path);
  try {
    linkSync(temporary, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST')
      throw new AppError(
        'not-writable',
        `${path} is there already. Choose another name, or delete it first.`,
        {
          cause: error,
        },
      );
    // Some disks know no second name for a file.
    renameSync(temporary, path);
  }
  if (process.platform === 'win32') return;
  const folder = openSync(dirname(path), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
