import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { z } from 'zod';
import { AppError } from '../../../shared/errors/AppError.ts';
import type { AdcamManifest } from '../adcam/adcamManifest.ts';
import { adcamManifestSchema } from '../adcam/adcamManifest.ts';

/** A pack on disk: its manifest, and its model files on demand. */
export interface Pack {
  path: string;
  manifest: AdcamManifest;
  /** @throws AppError `pack-invalid` when the file is missing or its sha256 differs from the manifest's */
  readModel(network: 'cnn' | 'vit'): Uint8Array;
}

/**
 * Opens a pack: a folder with pack.json, or a zip of one.
 *
 * @throws AppError `not-found` or `pack-invalid`, naming the path and what is wrong with it
 */
export function openPack(path: string): Pack {
  const read = packReader(path);
  const manifest = parseManifest(path, read('pack.json'));
  return {
    path,
    manifest,
    readModel(network) {
      const { file, sha256 } = manifest[network];
      const bytes = read(file);
      if (createHash('sha256').update(bytes).digest('hex') !== sha256) {
        throw new AppError(
          'pack-invalid',
          `${join(path, file)} is not the file that pack.json describes (its sha256 differs). Create or download the pack again.`,
        );
      }
      return bytes;
    },
  };
}

function packReader(path: string): (name: string) => Uint8Array {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) {
    throw new AppError(
      'not-found',
      `${path} does not exist. A pack is a folder with pack.json, or a zip of one.`,
    );
  }
  if (stats.isDirectory()) {
    return (name) => {
      try {
        return readFileSync(join(path, name));
      } catch (cause) {
        throw missing(path, name, cause);
      }
    };
  }
  let entries: Record<string, Uint8Array>;
  try {
    entries = unzipSync(readFileSync(path));
  } catch (cause) {
    throw new AppError('pack-invalid', `${path} is neither a folder nor a readable zip file.`, { cause });
  }
  const manifestEntry = Object.keys(entries).find((name) => /^([^/]+\/)?pack\.json$/.test(name));
  const root = manifestEntry?.slice(0, -'pack.json'.length) ?? '';
  return (name) => {
    const bytes = entries[root + name];
    if (!bytes) throw missing(path, name);
    return bytes;
  };
}

function parseManifest(path: string, bytes: Uint8Array): AdcamManifest {
  const file = join(path, 'pack.json');
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder().decode(bytes));
  } catch (cause) {
    throw new AppError('pack-invalid', `${file} is not valid JSON: ${String(cause)}.`, { cause });
  }
  const result = adcamManifestSchema.safeParse(json);
  if (!result.success) {
    throw new AppError(
      'pack-invalid',
      `${file} is not a pack description:\n${z.prettifyError(result.error)}`,
    );
  }
  return result.data;
}

function missing(path: string, name: string, cause?: unknown): AppError {
  return new AppError(
    'pack-invalid',
    `${path} has no readable ${name}. A pack holds pack.json, cnn.onnx and vit.onnx; make one with \`camweave pack create\`.`,
    { cause },
  );
}
