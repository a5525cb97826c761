import { inflateRawSync } from 'node:zlib';
import { damaged } from './damaged.ts';
import type { ProjectDatabase } from './ProjectDatabase.ts';

/** A label map in the database, see `packLabels`. */
interface PackedLabels {
  /** How many bytes there are, known before any is read. */
  bytes: number;
  /** The row that has them as `labels`. */
  row: () => unknown;
  /** Names it in the error. */
  where: string;
}

/**
 * The label map that was packed, `uint8[area]`.
 *
 * @throws AppError `project-invalid` for what does not fill the image just so
 */
export function unpackLabels(
  database: ProjectDatabase,
  { bytes, row, where }: PackedLabels,
  area: number,
): Uint8Array {
  if (bytes > mostDeflated(area)) throw damaged(database, where);
  let labels: Uint8Array;
  try {
    labels = inflateRawSync((row() as { labels: Uint8Array }).labels, { maxOutputLength: area });
  } catch (cause) {
    throw damaged(database, where, cause);
  }
  if (labels.length !== area) throw damaged(database, where);
  return new Uint8Array(labels.buffer, labels.byteOffset, area);
}

/** Deflated data is larger than its source by five bytes a block at most, RFC 1951, 3.2.4. */
function mostDeflated(bytes: number): number {
  return bytes + 5 * Math.ceil(bytes / 1000) + 64;
}
