import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Where the pack that comes with Camweave lies in its resources. */
export function bundledPack(resources: string): string {
  return join(resources, 'packs', 'default');
}

/** Where the photographs that come with Camweave lie in its resources. */
export function bundledSamples(resources: string): string {
  return join(resources, 'samples');
}

/**
 * Where something that a project names is now: where it was; or, if it came with a Camweave that has been moved or
 * replaced since, the same of this one.
 */
export function locateBundled(path: string, resources: string): string {
  if (existsSync(path)) return path;
  const present = [bundledPack(resources), bundledSamples(resources)];
  const tails = [/[\\/]resources[\\/]packs[\\/]default$/, /[\\/]resources[\\/]samples$/];
  return present.find((item, index) => tails[index]!.test(path) && existsSync(item)) ?? path;
}
