import { statSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../../shared/errors/AppError.ts';
import { expectRegularFile } from '../../image/expectRegularFile.ts';
import { LARGEST_MANIFEST, LARGEST_MODEL, readModelFile } from './modelSize.ts';
import { ZipFile } from './ZipFile.ts';

const MANIFEST = 'pack.json';

/** The files of a pack, read one by one when they are asked for. */
export interface PackFiles {
  /** Changes whenever the pack does: time and size of the zip, or of pack.json. */
  stamp: string;
  /** The bytes of a file, or why there are none. */
  read(name: string): Uint8Array | { missing: unknown };
}

/**
 * The files of a folder with pack.json, or of a zip of one.
 *
 * @throws AppError `not-found` where there is nothing; `read` throws `pack-invalid` for a file that is no zip, and for one that is
 *   larger than a pack's can be
 */
export function packFiles(path: string): PackFiles {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) {
    throw new AppError(
      'not-found',
      `${path} does not exist. A pack is a folder with pack.json, or a zip of one.`,
    );
  }
  expectRegularFile(path, stats, 'pack-invalid', Infinity);
  return stats.isDirectory() ? filesOfFolder(path) : filesOfZip(path);
}

function filesOfFolder(path: string): PackFiles {
  return {
    stamp: stampOf(join(path, 'pack.json')),
    read(name) {
      try {
        return readModelFile(join(path, name), mostOf(name));
      } catch (missing) {
        if (missing instanceof AppError) throw missing;
        return { missing };
      }
    },
  };
}

/** Each file is inflated alone, and nothing of the zip stays in memory. */
function filesOfZip(path: string): PackFiles {
  const zip = new ZipFile(path);
  let root: string | undefined;
  return {
    stamp: stampOf(path),
    read(name) {
      root ??= zip.find(/^([^/]+\/)?pack\.json$/)?.slice(0, -MANIFEST.length) ?? '';
      return zip.read(root + name, mostOf(name)) ?? { missing: undefined };
    },
  };
}

function mostOf(name: string): number {
  return name === MANIFEST ? LARGEST_MANIFEST : LARGEST_MODEL;
}

function stampOf(file: string): string {
  const stats = statSync(file, { throwIfNoEntry: false, bigint: true });
  return stats ? `${stats.mtimeNs} ${stats.size}` : 'missing';
}
