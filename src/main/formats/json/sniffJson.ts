import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { BadJson, JsonCursor } from './JsonCursor.ts';

/** Of a file that is looked at. */
const BEGINNING = 1024 * 1024;

/** Formats that are told by their keys. */
export type JsonKind = 'coco' | 'labelme' | 'label-studio';

/** Of which format a file of JSON is, by its beginning; undefined where it is none of them, or cannot be read. */
export function sniffJson(file: string): JsonKind | undefined {
  const bytes = beginningOf(file);
  if (bytes === undefined) return undefined;
  const cursor = new JsonCursor(
    () => false,
    () => undefined,
  );
  try {
    cursor.feed(bytes.subarray(bytes[0] === 0xef ? 3 : 0));
  } catch (error) {
    if (!(error instanceof BadJson)) throw error;
  }
  const has = (...keys: string[]): boolean => keys.some((key) => cursor.keys.includes(key));
  if (has('shapes', 'imagePath')) return 'labelme';
  if (has('images', 'annotations', 'categories')) return 'coco';
  const isTasks = cursor.root === 'array' && /"(annotations|completions)"\s*:/.test(bytes.toString('latin1'));
  return isTasks ? 'label-studio' : undefined;
}

function beginningOf(file: string): Buffer | undefined {
  try {
    if (!statSync(file).isFile()) return undefined;
    const descriptor = openSync(file, 'r');
    try {
      const bytes = Buffer.alloc(BEGINNING);
      return bytes.subarray(0, readSync(descriptor, bytes, 0, BEGINNING, 0));
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    return undefined;
  }
}
