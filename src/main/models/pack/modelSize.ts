import { readFileSync, statSync } from 'node:fs';
import { AppError } from '../../../shared/errors/AppError.ts';
import { expectRegularFile } from '../../image/expectRegularFile.ts';

/** Weights have to fit in memory several times over while a model is made ready. */
export const LARGEST_MODEL = 1024 ** 3;
/** A pack.json with hundreds of classes stays far below. */
export const LARGEST_MANIFEST = 4 * 1024 ** 2;

/**
 * Reads a file of a model, and none that is too large to be one.
 *
 * @param most bytes
 * @throws AppError `model-unsupported` for a larger file, and what is no regular file; what the system throws for one that cannot be read
 */
export function readModelFile(file: string, most = LARGEST_MODEL): Uint8Array {
  const stats = statSync(file);
  const { size } = stats;
  expectRegularFile(file, stats, 'model-unsupported', Infinity);
  if (size <= most) return readFileSync(file);
  const words = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;
  throw new AppError(
    'model-unsupported',
    `${file} has ${words(size)}; ${words(most)} are the most. Use a smaller network, or export it with float16 weights.`,
  );
}
