import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { AppError } from '../../../shared/errors/AppError.ts';
import { expectRegularFile } from '../../image/expectRegularFile.ts';
import { explainReadError } from '../dataset/explainReadError.ts';
import type { TimeSlices } from '../dataset/TimeSlices.ts';
import { BadJson, JsonCursor } from './JsonCursor.ts';

const PIECE = 1024 * 1024;
/** Files of annotations may be larger than others: they are never in memory as a whole. */
export const LARGEST_ANNOTATIONS = 16e9;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Reads a file of JSON once from its beginning to its end, and hands out the elements of some of its outermost arrays.
 *
 * @param wants whether elements of the array with a key are handed out; that of an outermost array is ''
 * @param element gets the key of its array, where it begins in the file, and its text, which holds only until it returns
 * @throws AppError `not-found`, `invalid-input` naming the file, `cancelled`
 */
export async function scanJson(
  file: string,
  wants: (key: string) => boolean,
  element: (key: string, start: number, bytes: Buffer) => void,
  slices: TimeSlices,
): Promise<void> {
  let descriptor: number | undefined;
  try {
    expectRegularFile(file, statSync(file), 'invalid-input', LARGEST_ANNOTATIONS);
    descriptor = openSync(file, 'r');
    let skipped = 0;
    const cursor = new JsonCursor(wants, (key, start, bytes) => element(key, start + skipped, bytes));
    for (let at = 0; ;) {
      // Parts of an element that goes on are kept, so that each piece has its own memory.
      const piece = Buffer.allocUnsafe(PIECE);
      const length = readSync(descriptor, piece, 0, PIECE, at);
      if (length === 0) break;
      if (at === 0 && piece.subarray(0, 3).equals(BYTE_ORDER_MARK)) skipped = 3;
      cursor.feed(piece.subarray(at === 0 ? skipped : 0, length));
      at += length;
      await slices.pause();
    }
    cursor.end();
  } catch (error) {
    if (error instanceof BadJson)
      throw new AppError('invalid-input', `${file} ${error.message}. Write it anew.`);
    throw explainReadError(file, error);
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}
