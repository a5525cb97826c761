import { closeSync, openSync, readSync } from 'node:fs';
import { AppError } from '../../shared/errors/AppError.ts';

/** "CAMW": marks a SQLite file as a Camweave project. */
export const APPLICATION_ID = 0x43414d57;
const MAGIC = 'SQLite format 3\0';
/** Offsets in a SQLite file, https://sqlite.org/fileformat2.html#the_database_header */
const USER_VERSION = 60;
const APPLICATION = 68;

/**
 * Looks at the first bytes of a project file, before anything opens it: whatever is none is left as it is.
 *
 * @returns the version of the file's layout
 * @throws AppError `project-invalid`, `not-writable` where it cannot be read
 */
export function readHeader(path: string): number {
  const header = Buffer.alloc(100);
  let length: number;
  try {
    const file = openSync(path, 'r');
    try {
      length = readSync(file, header, 0, header.length, 0);
    } finally {
      closeSync(file);
    }
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'EISDIR') throw notOne(path, 'is a folder');
    throw new AppError(
      'not-writable',
      `${path} cannot be read (${code}). Check the permissions of the file and its folder.`,
      { cause },
    );
  }
  if (length === 0) throw notOne(path, 'is empty');
  if (length < header.length || header.toString('latin1', 0, MAGIC.length) !== MAGIC)
    throw notOne(path, 'is not a readable Camweave project');
  if (header.readUInt32BE(APPLICATION) !== APPLICATION_ID)
    throw notOne(path, 'is a database of another program, not a Camweave project');
  return header.readUInt32BE(USER_VERSION);
}

function notOne(path: string, what: string): AppError {
  return new AppError(
    'project-invalid',
    `${path} ${what}. Choose another file, or restore a copy; it was not changed.`,
  );
}
