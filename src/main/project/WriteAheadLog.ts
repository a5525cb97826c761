import { randomBytes } from 'node:crypto';
import type { BigIntStats } from 'node:fs';
import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import type Database from 'better-sqlite3';
import { SqliteError } from 'better-sqlite3';
import { AppError } from '../../shared/errors/AppError.ts';

/** So long nothing has changed when the log is brought into the file. */
const IDLE_MS = 2000;
/** A log of this size is brought into the file at once, so that it does not grow while a batch runs. */
const LARGEST_BYTES = 32 * 1024 * 1024;
/** Sizes in the log, https://sqlite.org/fileformat2.html#the_write_ahead_log */
const LOG_HEADER = 32;
const FRAME_HEADER = 24;
const PAGE_SIZE_AT = 16;
const MARK = /camweave-log:([0-9a-f]{32})>([0-9a-f]{32})/;

/**
 * The write-ahead log beside a project file. It starts with a mark that names the state of the file that it goes on from: a log
 * that was left beside another state, say beside a copy that was restored, would ruin that silently.
 * When nothing happens for a moment the log is brought into the file and emptied, so that the one file is the project.
 */
export class WriteAheadLog {
  private readonly path: string;
  private readonly database: Database.Database;
  /** Whether the log is empty, so that the next change has to begin it with a mark. */
  private empty = true;
  private idle: NodeJS.Timeout | undefined;
  private inode: bigint | undefined;

  constructor(path: string, database: Database.Database) {
    this.path = path;
    this.database = database;
    this.inode = this.present()?.ino;
  }

  /**
   * Before each change.
   *
   * @throws AppError `project-moved` where the log is no longer there
   */
  begin(): void {
    if (this.inode !== undefined && this.present()?.ino !== this.inode) throw this.gone();
    if (this.empty)
      this.database
        .prepare("UPDATE log_mark SET mark = 'camweave-log:' || substr(mark, -32) || '>' || ?")
        .run(randomBytes(16).toString('hex'));
    this.empty = false;
    this.inode ??= this.present()?.ino;
    if (this.inode === undefined) throw this.gone();
  }

  /** After each change. */
  changed(): void {
    if ((this.present()?.size ?? 0n) > LARGEST_BYTES) this.bringIn();
    else this.bringInLater();
  }

  /** Brings all changes into the file and empties the log; where the disk has no room for that, the log keeps them. */
  bringIn(): void {
    clearTimeout(this.idle);
    try {
      const [outcome] = this.database.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
      if (outcome?.busy === 0) this.empty = true;
    } catch (error) {
      if (!(error instanceof SqliteError)) throw error;
      this.bringInLater();
    }
  }

  /** Forgets its clock; closing the database brings the log in. */
  close(): void {
    clearTimeout(this.idle);
  }

  private bringInLater(): void {
    clearTimeout(this.idle);
    this.idle = setTimeout(() => this.bringIn(), IDLE_MS).unref();
  }

  private present(): BigIntStats | undefined {
    return statSync(logOf(this.path), { bigint: true, throwIfNoEntry: false });
  }

  /** What is in the log is still in our hands, and the file takes it. */
  private gone(): AppError {
    this.bringIn();
    return new AppError(
      'project-moved',
      `${logOf(this.path)} was moved or deleted while the project was open. All that was saved is in ${this.path}: ` +
        'close the project and open it again to go on.',
    );
  }
}

function logOf(path: string): string {
  return `${path}-wal`;
}

/**
 * Whether the log that lies beside a project file, if any, goes on from the state that the file is in. To be asked before the
 * file is opened, since opening takes the log over.
 *
 * @throws AppError `project-invalid`, with the two ways out
 */
export function expectOwnLog(path: string): void {
  const log = openIfThere(logOf(path));
  if (log === undefined) return;
  const file = openSync(path, 'r');
  try {
    const found = firstMark(log, file);
    if (found === undefined) return;
    const [before, after] = found.log;
    if (found.file === before || found.file === after) return;
  } finally {
    closeSync(log);
    closeSync(file);
  }
  throw new AppError(
    'project-invalid',
    `${logOf(path)} belongs to another state of ${path}; it was left there when Camweave or the machine stopped, and this file ` +
      `was put in its place since. To open this file as it is, move ${logOf(path)} away; to go back to the other state, put the ` +
      'file that was here before back. Nothing was changed.',
  );
}

/** The marks of a log and of the same page of its file; undefined for a log without one. */
function firstMark(
  log: number,
  file: number,
): { log: [string, string]; file: string | undefined } | undefined {
  const { size } = fstatSync(log);
  const header = read(file, PAGE_SIZE_AT, 2);
  const stored = header.length === 2 ? header.readUInt16BE(0) : 0;
  const pageSize = stored === 1 ? 65536 : stored;
  if (pageSize < 512 || size < LOG_HEADER + FRAME_HEADER + pageSize) return undefined;
  const page = read(log, LOG_HEADER, 4).readUInt32BE(0);
  const marked = MARK.exec(read(log, LOG_HEADER + FRAME_HEADER, pageSize).toString('latin1'));
  if (!marked || page === 0) return undefined;
  const own = MARK.exec(read(file, (page - 1) * pageSize, pageSize).toString('latin1'));
  return { log: [marked[1]!, marked[2]!], file: own?.[2] };
}

function read(file: number, position: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  return bytes.subarray(0, readSync(file, bytes, 0, length, position));
}

function openIfThere(path: string): number | undefined {
  try {
    return openSync(path, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
