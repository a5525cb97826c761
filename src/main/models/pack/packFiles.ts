import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { AppError } from '../../../shared/errors/AppError.ts';

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
 * @throws AppError `not-found` where there is nothing; `read` throws `pack-invalid` for a file that is no zip
 */
export function packFiles(path: string): PackFiles {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) {
    throw new AppError(
      'not-found',
      `${path} does not exist. A pack is a folder with pack.json, or a zip of one.`,
    );
  }
  return stats.isDirectory() ? filesOfFolder(path) : filesOfZip(path);
}

function filesOfFolder(path: string): PackFiles {
  return {
    stamp: stampOf(join(path, 'pack.json')),
    read(name) {
      try {
        return readFileSync(join(path, name));
      } catch (missing) {
        return { missing };
      }
    },
  };
}

/** Each file is inflated alone, and nothing of the zip stays in memory. */
function filesOfZip(path: string): PackFiles {
  let root: string | undefined;
  return {
    stamp: stampOf(path),
    read(name) {
      root ??= findInZip(path, /^([^/]+\/)?pack\.json$/)?.name.slice(0, -'pack.json'.length) ?? '';
      const whole = root + name;
      return findInZip(path, { test: (entry) => entry === whole })?.bytes ?? { missing: undefined };
    },
  };
}

function findInZip(
  path: string,
  wanted: Pick<RegExp, 'test'>,
): { name: string; bytes: Uint8Array } | undefined {
  try {
    const [first] = Object.entries(
      unzipSync(readFileSync(path), { filter: ({ name }) => wanted.test(name) }),
    );
    return first && { name: first[0], bytes: first[1] };
  } catch (cause) {
    throw new AppError('pack-invalid', `${path} is neither a folder nor a readable zip file.`, { cause });
  }
}

function stampOf(file: string): string {
  const stats = statSync(file, { throwIfNoEntry: false, bigint: true });
  return stats ? `${stats.mtimeNs} ${stats.size}` : 'missing';
}
