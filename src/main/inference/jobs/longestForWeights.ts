import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** To start the process, read a small network and run it once takes a second, or some on a busy machine. */
const SMALL_MS = 9_000;
/** Networks of a hundred megabytes are read and run in a second or two as well. */
const MS_PER_MEGABYTE = 30;

/**
 * How long networks may take to be made ready and run once: what takes much longer than its weights explain is meant to
 * be in the way. A file that cannot be read counts as empty; whoever opens it says why.
 *
 * @param path a model file, or a pack: a folder, or a zip
 * @returns milliseconds
 */
export function longestForWeights(path: string): number {
  return SMALL_MS + MS_PER_MEGABYTE * (bytesOf(path) / 1e6);
}

function bytesOf(path: string): number {
  try {
    const found = statSync(path);
    if (!found.isDirectory()) return found.size;
    const models = readdirSync(path).filter((name) => name.endsWith('.onnx'));
    return models.reduce((sum, name) => sum + statSync(join(path, name)).size, 0);
  } catch {
    return 0;
  }
}
