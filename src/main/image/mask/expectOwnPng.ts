import { inflateSync } from 'node:zlib';
import { AppError } from '../../../shared/errors/AppError.ts';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** What an encoded label map consists of; others, such as a colour profile, may inflate to any size. */
const CHUNKS = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND']);
/** No deflated byte yields more, RFC 1951. */
const MOST_INFLATION = 1032;
/** So much may be inflated without a closer look. */
const HARMLESS_BYTES = 2 ** 26;
const LARGEST_PIXELS = 2 ** 28;

/**
 * Whether bytes are a label map as `encodeVocPng` writes it, before anything is inflated whose size is not known.
 *
 * @param size that it must have, in pixels; undefined where nobody knows
 * @throws AppError `project-invalid`, naming what the map is of
 */
export function expectOwnPng(
  bytes: Uint8Array,
  size: { width: number; height: number } | undefined,
  file: string,
): void {
  const refuse = (what: string): AppError =>
    new AppError(
      'project-invalid',
      `The accepted labels of ${file} are damaged in the project file: ${what}. Reopen the image and accept it again, or restore a copy.`,
    );
  const png = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!png.subarray(0, SIGNATURE.length).equals(SIGNATURE)) throw refuse('they are no PNG');
  const packed: Buffer[] = [];
  let own: { width: number; height: number } | undefined;
  for (let at = SIGNATURE.length; at < png.length;) {
    if (at + 12 > png.length) throw refuse('they end too early');
    const length = png.readUInt32BE(at);
    const type = png.toString('latin1', at + 4, at + 8);
    const data = png.subarray(at + 8, at + 8 + length);
    if (data.length < length || !CHUNKS.has(type)) throw refuse('they are not as Camweave writes them');
    if (type === 'IHDR' && length === 13) own = { width: data.readUInt32BE(0), height: data.readUInt32BE(4) };
    if (type === 'IDAT') packed.push(data);
    at += length + 12;
  }
  if (!own || own.width * own.height > LARGEST_PIXELS) throw refuse('their size is impossible');
  if (size && (own.width !== size.width || own.height !== size.height))
    throw refuse(`they are ${own.width} x ${own.height} pixels, the image ${size.width} x ${size.height}`);
  const rows = (own.width + 1) * own.height;
  const total = packed.reduce((sum, { length }) => sum + length, 0);
  if (total * MOST_INFLATION <= HARMLESS_BYTES) return;
  try {
    inflateSync(Buffer.concat(packed), { maxOutputLength: rows });
  } catch {
    throw refuse('they have more pixels than their size');
  }
}
