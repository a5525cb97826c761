import Database from 'better-sqlite3';
import { AppError } from '../../shared/errors/AppError.ts';
import { errorMessage } from '../../shared/errors/errorMessage.ts';

/**
 * Runs a piece of database work and says in words what SQLite says in codes.
 *
 * @throws AppError `project-busy`, `project-invalid`, `not-writable` or `disk-full`, naming the project file
 */
export function withProjectErrors<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw explainProjectError(path, error);
  }
}

/** Says in words what SQLite says in codes; errors that are none of SQLite's pass through. */
export function explainProjectError(path: string, error: unknown): unknown {
  if (!(error instanceof Database.SqliteError)) return error;
  const { code } = error;
  const options = { cause: error };
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) {
    return new AppError(
      'project-busy',
      `${path} is open in another Camweave. Close it there first; nothing was changed.`,
      options,
    );
  }
  if (/^SQLITE_(NOTADB|CORRUPT)/.test(code)) {
    return new AppError(
      'project-invalid',
      `${path} is not a readable Camweave project (${errorMessage(error)}). Choose another file, or restore a copy.`,
      options,
    );
  }
  if (code === 'SQLITE_FULL') {
    return new AppError(
      'disk-full',
      `The disk that holds ${path} is full. Free some space and run the same command again: all that was saved is kept.`,
      options,
    );
  }
  if (/^SQLITE_IOERR/.test(code)) {
    return new AppError(
      'not-writable',
      `The disk that holds ${path} answers with an error (${code}). Copy the project to another disk and go on there: what was ` +
        'saved before is kept.',
      options,
    );
  }
  if (/^SQLITE_(READONLY|CANTOPEN|PERM|AUTH)/.test(code)) {
    return new AppError(
      'not-writable',
      `${path} cannot be written. Check the permissions of the file and its folder, or choose another place.`,
      options,
    );
  }
  if (code === 'SQLITE_TOOBIG' || code === 'SQLITE_NOMEM')
    return new AppError(
      'project-invalid',
      `${path} holds more than fits into memory. Restore a copy.`,
      options,
    );
  return new AppError('project-invalid', `${path}: ${errorMessage(error)}.`, options);
}
