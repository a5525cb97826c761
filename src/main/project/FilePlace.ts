import { statSync } from 'node:fs';
import { AppError } from '../../shared/errors/AppError.ts';

/** Which file lies at a path: noted when it is opened, since a file can be moved or replaced while it is open. */
export class FilePlace {
  private readonly path: string;
  private readonly identity: string | undefined;

  constructor(path: string) {
    this.path = path;
    this.identity = identityOf(path);
  }

  /** Whether the file that was opened is still the one at its path. */
  get isOurs(): boolean {
    return identityOf(this.path) === this.identity;
  }

  /** What to say when it is not. */
  get error(): AppError {
    const what = identityOf(this.path) === undefined ? 'moved or deleted' : 'replaced by another file';
    return new AppError(
      'project-moved',
      `${this.path} was ${what} while it was open, so nothing more is saved. Put it back to go on, or close the project and open ` +
        'it at its new place.',
    );
  }
}

function identityOf(path: string): string | undefined {
  const stats = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stats && `${stats.dev} ${stats.ino}`;
}
