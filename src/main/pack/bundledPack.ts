import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Where the pack that comes with Camweave lies in its resources. */
export function bundledPack(resources: string): string {
  return join(resources, 'packs', 'default');
}

/**
 * Where a project's pack is now: where it was; or, if that was the bundled pack of a Camweave that has been moved or
 * replaced since, the bundled pack of this one.
 */
export function locatePack(path: string, resources: string): string {
  if (existsSync(path) || !/[\\/]resources[\\/]packs[\\/]default$/.test(path)) return path;
  const bundled = bundledPack(resources);
  return existsSync(bundled) ? bundled : path;
}
