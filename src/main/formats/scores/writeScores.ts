import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { forEachFieldRow } from '../../../shared/labels/scoreField.ts';
import type { ExportScores } from '../dataset/exportScores.ts';
import type { ExportClass } from '../dataset/ExportClass.ts';
import { npyHeader } from '../npy/npyHeader.ts';
import type { ScoresOptions } from './scoresOptions.ts';

const BUFFERED = 1 << 20;

/**
 * Writes score maps as a .npy file `[C, h, w]`, a map for each class of the data set in its order, 0 where the image has none: on their grid, or sampled at the size of the
 * image as proposals are (shared/labels/scoreField.ts). No more than one map is made at a time.
 *
 * @returns sha256 of all that follows the header
 */
export async function writeScores(
  file: string,
  scores: ExportScores,
  size: { width: number; height: number },
  classes: readonly ExportClass[],
  { precision, resolution }: ScoresOptions,
): Promise<string> {
  const [height, width] = shapeOf(scores, size, resolution);
  const hash = createHash('sha256');
  const handle = await open(file, 'wx');
  try {
    await handle.write(npyHeader(precision === 'float16' ? '<f2' : '<f4', [classes.length, height, width]));
    let waiting: Uint8Array[] = [];
    let bytes = 0;
    const flush = async (): Promise<void> => {
      const all = Buffer.concat(waiting);
      hash.update(all);
      for (let done = 0; done < all.length;) done += (await handle.write(all, done)).bytesWritten;
      waiting = [];
      bytes = 0;
    };
    for (const { label } of classes)
      for (const row of rowsOf(scores, scores.labels.indexOf(label), { width, height })) {
        const packed = pack(row, precision);
        waiting.push(packed);
        bytes += packed.length;
        if (bytes >= BUFFERED) await flush();
      }
    await flush();
  } finally {
    await handle.close();
  }
  return hash.digest('hex');
}

/** Height and width of the maps. */
export function shapeOf(
  { grid }: Pick<ExportScores, 'grid'>,
  { width, height }: { width: number; height: number },
  resolution: ScoresOptions['resolution'],
): [height: number, width: number] {
  return resolution === 'grid' ? [grid, grid] : [height, width];
}

/** Rows of one map; those of a map that is not there are 0. */
function rowsOf(
  { values, grid }: ExportScores,
  map: number,
  { width, height }: { width: number; height: number },
): Iterable<Float32Array> {
  if (map < 0) return Array.from({ length: height }, () => new Float32Array(width));
  const own = values.subarray(map * grid ** 2, (map + 1) * grid ** 2);
  if (width === grid && height === grid)
    return Array.from({ length: grid }, (_, y) => own.subarray(y * grid, (y + 1) * grid));
  const rows: Float32Array[] = [];
  forEachFieldRow({ values: own, classes: 1, grid }, width, height, (_, row) => rows.push(row.slice()));
  return rows;
}

function pack(row: Float32Array, precision: ScoresOptions['precision']): Uint8Array {
  const values = precision === 'float16' ? Float16Array.from(row) : row;
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}
