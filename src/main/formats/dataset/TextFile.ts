import { closeSync, openSync, writeSync } from 'node:fs';

const BUFFERED = 1 << 18;

/** Writes a text piece by piece, so that it is never in memory as a whole. */
export class TextFile {
  private readonly file: number;
  private pieces: string[] = [];
  private length = 0;

  /** @param path of a file that is not there */
  constructor(path: string) {
    this.file = openSync(path, 'wx');
  }

  write(text: string): void {
    this.pieces.push(text);
    this.length += text.length;
    if (this.length >= BUFFERED) this.flush();
  }

  close(): void {
    try {
      this.flush();
    } finally {
      closeSync(this.file);
    }
  }

  private flush(): void {
    const bytes = Buffer.from(this.pieces.join(''));
    for (let done = 0; done < bytes.length;) done += writeSync(this.file, bytes, done);
    this.pieces = [];
    this.length = 0;
  }
}
