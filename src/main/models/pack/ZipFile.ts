import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';
import { AppError } from '../../../shared/errors/AppError.ts';

interface ZipEntry {
  name: string;
  /** 0 stored, 8 deflated. */
  method: number;
  /** Bytes in the zip and, as it says, inflated. */
  packed: number;
  size: number;
  /** Where its local header begins. */
  at: number;
}

/** End of central directory, and the longest remark behind it. */
const END = { mark: 0x06054b50, bytes: 22, remark: 0xffff };
const ENTRY = { mark: 0x02014b50, bytes: 46 };
const LOCAL_BYTES = 30;
/** A pack has a handful of files. */
const LARGEST_DIRECTORY = 1024 * 1024;
/** Weights hardly deflate at all; what inflates to a multiple of this is made to. */
const MOST_RATIO = 100;
/** Up to here a file may deflate as well as it likes. */
const HARMLESS = 16 * 1024 * 1024;

/** A zip file whose entries are read one by one, each to no more than it may have; nothing of it stays in memory. */
export class ZipFile {
  private readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  /**
   * The name of the first entry that fits.
   *
   * @throws AppError `pack-invalid` for a file that is no zip
   */
  find(wanted: RegExp): string | undefined {
    return this.open((descriptor) => this.directory(descriptor).find(({ name }) => wanted.test(name))?.name);
  }

  /**
   * The bytes of an entry; undefined where there is none of this name.
   *
   * @param most bytes that it may have
   * @throws AppError `pack-invalid` for an entry that is larger, or damaged, or made to fill the memory
   */
  read(name: string, most: number): Uint8Array | undefined {
    return this.open((descriptor) => {
      const entry = this.directory(descriptor).find((item) => item.name === name);
      if (!entry) return undefined;
      if (entry.size > most || entry.packed > most)
        throw this.refusal(`holds ${name} of ${entry.size} bytes; ${most} are the most`);
      if (entry.size > HARMLESS && entry.size > entry.packed * MOST_RATIO)
        throw this.refusal(
          `holds ${name} that inflates to ${Math.floor(entry.size / entry.packed)} times its size, as no model does`,
        );
      return this.inflate(descriptor, entry);
    });
  }

  private inflate(descriptor: number, { name, method, packed, size, at }: ZipEntry): Uint8Array {
    const local = this.take(descriptor, at, LOCAL_BYTES);
    const start = at + LOCAL_BYTES + local.readUInt16LE(26) + local.readUInt16LE(28);
    const bytes = this.take(descriptor, start, packed);
    if (method !== 0 && method !== 8)
      throw this.refusal(
        `holds ${name}, packed in a way that Camweave does not read. Make the zip with deflate`,
      );
    try {
      // One byte more than it says would be too many.
      const whole = method === 0 ? bytes : inflateRawSync(bytes, { maxOutputLength: Math.max(1, size) });
      if (whole.length === size) return whole;
    } catch (cause) {
      throw this.refusal(
        `holds ${name}, which does not inflate to the ${size} bytes that it should have`,
        cause,
      );
    }
    throw this.refusal(`holds ${name}, which does not have the ${size} bytes that it should have`);
  }

  private directory(descriptor: number): ZipEntry[] {
    const { size } = fstatSync(descriptor);
    const tail = this.take(
      descriptor,
      Math.max(0, size - END.bytes - END.remark),
      Math.min(size, END.bytes + END.remark),
    );
    let end = tail.length - END.bytes;
    while (end >= 0 && tail.readUInt32LE(end) !== END.mark) end -= 1;
    if (end < 0) throw this.noZip();
    const [bytes, start] = [tail.readUInt32LE(end + 12), tail.readUInt32LE(end + 16)];
    if (bytes > LARGEST_DIRECTORY || start + bytes > size) throw this.noZip();
    const directory = this.take(descriptor, start, bytes);
    const entries: ZipEntry[] = [];
    for (let at = 0; at + ENTRY.bytes <= directory.length;) {
      if (directory.readUInt32LE(at) !== ENTRY.mark) throw this.noZip();
      const [nameBytes, extra, remark] = [28, 30, 32].map((offset) =>
        directory.readUInt16LE(at + offset),
      ) as [number, number, number];
      entries.push({
        name: directory.toString('utf8', at + ENTRY.bytes, at + ENTRY.bytes + nameBytes),
        method: directory.readUInt16LE(at + 10),
        packed: directory.readUInt32LE(at + 20),
        size: directory.readUInt32LE(at + 24),
        at: directory.readUInt32LE(at + 42),
      });
      at += ENTRY.bytes + nameBytes + extra + remark;
    }
    return entries;
  }

  private take(descriptor: number, at: number, length: number): Buffer {
    const bytes = Buffer.alloc(length);
    if (readSync(descriptor, bytes, 0, length, at) < length) throw this.noZip();
    return bytes;
  }

  private open<T>(work: (descriptor: number) => T): T {
    let descriptor: number | undefined;
    try {
      descriptor = openSync(this.path, 'r');
      return work(descriptor);
    } catch (cause) {
      if (cause instanceof AppError) throw cause;
      throw this.noZip(cause);
    } finally {
      if (descriptor !== undefined) closeSync(descriptor);
    }
  }

  private noZip(cause?: unknown): AppError {
    return new AppError('pack-invalid', `${this.path} is neither a folder nor a readable zip file.`, {
      cause,
    });
  }

  private refusal(why: string, cause?: unknown): AppError {
    return new AppError('pack-invalid', `${this.path} ${why}. Download or create the pack again.`, { cause });
  }
}
