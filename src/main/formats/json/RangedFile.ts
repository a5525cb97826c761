import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { AppError } from '../../../shared/errors/AppError.ts';
import { explainReadError } from '../dataset/explainReadError.ts';

/** Parts of a file that are nearer than this are read together. */
const NEAR = 4096;
/** Of all parts that are asked for at once. */
const MOST_BYTES = 256 * 1024 * 1024;

/** A file of which parts are read long after their places were found. */
export class RangedFile {
  readonly file: string;
  private readonly stamp: string;

  /** @throws AppError `not-found` */
  constructor(file: string) {
    this.file = file;
    try {
      this.stamp = stampOf(statSync(file));
    } catch (error) {
      throw explainReadError(file, error);
    }
  }

  /**
   * Parts of the file, one after the other.
   *
   * @param ranges first byte and length of each, in the order of the file
   * @throws AppError `not-found`; `invalid-input` for a file that has changed since, or for more than is ever read at once
   */
  read(ranges: readonly { start: number; length: number }[]): Buffer[] {
    let descriptor: number | undefined;
    try {
      descriptor = openSync(this.file, 'r');
      if (stampOf(fstatSync(descriptor)) !== this.stamp)
        throw new AppError('invalid-input', `${this.file} has changed while it was read. Import it again.`);
      const total = ranges.reduce((sum, { length }) => sum + length, 0);
      if (total > MOST_BYTES)
        throw new AppError(
          'invalid-input',
          `${this.file} has ${Math.round(total / 1e6)} MB of annotations for one image; ${Math.round(MOST_BYTES / 1e6)} MB are the most.`,
        );
      return this.readAll(descriptor, ranges);
    } catch (error) {
      throw explainReadError(this.file, error);
    } finally {
      if (descriptor !== undefined) closeSync(descriptor);
    }
  }

  private readAll(descriptor: number, ranges: readonly { start: number; length: number }[]): Buffer[] {
    const parts: Buffer[] = [];
    for (let first = 0; first < ranges.length;) {
      const { start } = ranges[first]!;
      let end = start;
      let next = first;
      for (; next < ranges.length && (next === first || ranges[next]!.start - end < NEAR); next++)
        end = ranges[next]!.start + ranges[next]!.length;
      const bytes = Buffer.allocUnsafe(end - start);
      let read = 0;
      while (read < bytes.length) {
        const length = readSync(descriptor, bytes, read, bytes.length - read, start + read);
        if (length === 0)
          throw new AppError('invalid-input', `${this.file} has become shorter. Import it again.`);
        read += length;
      }
      for (const range of ranges.slice(first, next))
        parts.push(bytes.subarray(range.start - start, range.start - start + range.length));
      first = next;
    }
    return parts;
  }
}

function stampOf({ mtimeMs, size }: { mtimeMs: number; size: number }): string {
  return `${mtimeMs}/${size}`;
}
