import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { AppError } from '../../shared/errors/AppError.ts';

/** A name beside a project file, for making it; whose it is stands in it. What a process that was killed left there is removed. */
export function temporaryFor(path: string): string {
  clearLeftovers(path);
  return `${path}.${process.pid}-${randomBytes(4).toString('hex')}.new`;
}

/** Removes what is left of a file that was not put in place. */
export function removeTemporary(temporary: string): void {
  for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(`${temporary}${suffix}`, { force: true });
}

export function takenAlready(path: string, cause?: unknown): AppError {
  return new AppError('not-writable', `${path} is there already. Choose another name, or delete it first.`, {
    cause,
  });
}

/**
 * Gives a finished file its name, never over a file that is there, and has the folder know it after a power loss.
 *
 * @throws AppError `not-writable` where a file is there already
 */
export function putInPlace(temporary: string, path: string): void {
  try {
    linkSync(temporary, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw takenAlready(path, error);
    // Some disks know no second name for a file.
    renameSync(temporary, path);
  }
  flushFolder(dirname(resolve(path)));
}

/** Windows cannot, some network disks refuse; the file is in place all the same. */
function flushFolder(path: string): void {
  try {
    const folder = openSync(path, 'r');
    try {
      fsyncSync(folder);
    } finally {
      closeSync(folder);
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
  }
}

function clearLeftovers(path: string): void {
  const folder = dirname(resolve(path));
  for (const name of readdirSync(folder)) {
    const rest = name.startsWith(`${basename(path)}.`) ? name.slice(basename(path).length) : '';
    const pid = /^\.(\d+)-[0-9a-f]{8}\.new(-journal|-wal|-shm)?$/.exec(rest)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) rmSync(join(folder, name), { force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
