import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';

/** Where a text lies in a spool. */
export interface Spooled {
  at: number;
  bytes: number;
}

/**
 * Texts on the disk instead of in memory, for what is written of each image before it is known where it belongs. It lies in the folder that is exported to until
 * it is removed.
 */
export class Spool {
  private readonly path: string;
  private readonly file: number;
  private end = 0;

  /** @param path of a file that is not there */
  constructor(path: string) {
    this.path = path;
    this.file = openSync(path, 'wx+');
  }

  add(text: string): Spooled {
    const bytes = Buffer.from(text);
    for (let done = 0; done < bytes.length;)
      done += writeSync(this.file, bytes, done, bytes.length - done, this.end + done);
    const place = { at: this.end, bytes: bytes.length };
    this.end += bytes.length;
    return place;
  }

  read({ at, bytes }: Spooled): string {
    const text = Buffer.alloc(bytes);
    for (let done = 0; done < bytes;) {
      const read = readSync(this.file, text, done, bytes - done, at + done);
      if (read === 0) throw new Error(`${this.path} ends early.`);
      done += read;
    }
    return text.toString();
  }

  remove(): void {
    closeSync(this.file);
    rmSync(this.path);
  }
}
