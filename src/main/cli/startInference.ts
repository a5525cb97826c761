import { existsSync } from 'node:fs';
import { AppError } from '../../shared/errors/AppError.ts';
import { forkChild } from '../inference/host/forkChild.ts';
import { InferenceHost } from '../inference/host/InferenceHost.ts';
import type { Provider } from '../inference/providers/providers.ts';
import { PROVIDERS } from '../inference/providers/providers.ts';
import { bundledPack, locateBundled } from '../models/pack/bundled.ts';
import type { Proposer } from '../propose/openProposer.ts';
import { openProposer } from '../propose/openProposer.ts';
import { RESOURCES } from './resources.ts';
import { tell } from './terminal/output.ts';
import { UsageError } from './UsageError.ts';

/**
 * Starts the inference child with a pack open, and says which provider runs.
 *
 * @param provider only this one, instead of the platform's order
 */
export async function startInference(pack: string, provider: string | undefined): Promise<Proposer> {
  const host = new InferenceHost(forkChild);
  try {
    const proposer = await openProposer(
      host,
      pack,
      provider === undefined ? undefined : [parseProvider(provider)],
    );
    const { provider: running, skipped } = proposer.opened;
    const why = skipped.map((item) => `${item.provider}: ${shorten(item.reason)}`);
    tell(`Running on ${running}${why.length > 0 ? ` (not on ${why.join('; ')})` : ''}.`);
    return proposer;
  } catch (error) {
    host.close();
    throw error;
  }
}

/**
 * The pack that was given, else the project's, else the one that comes with Camweave.
 *
 * @throws AppError `invalid-input` when there is none of these
 */
export function packOf(given: string | undefined, stored: string | undefined, asker: string): string {
  if (given !== undefined) return given;
  if (stored !== undefined) return locateBundled(stored, RESOURCES);
  const bundled = bundledPack(RESOURCES);
  if (existsSync(bundled)) return bundled;
  throw new AppError(
    'invalid-input',
    `${asker} has no pack yet. Give one with --pack (see \`camweave pack --help\`).`,
  );
}

/** @throws UsageError for a name that is none */
export function parseProvider(name: string): Provider {
  const provider = PROVIDERS.find((item) => item === name);
  if (provider) return provider;
  throw new UsageError(`There is no provider "${name}". Known are ${PROVIDERS.join(', ')}.`);
}

/** The telling end of a native error message. */
function shorten(reason: string): string {
  const end = reason.split(/ was false\. | : /).at(-1)!;
  return end.length > 120 ? `${end.slice(0, 117)}...` : end;
}
