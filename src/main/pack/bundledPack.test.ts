import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../testing/temporaryFolder.ts';
import { bundledPack, locatePack } from './bundledPack.ts';

describe('locatePack', () => {
  const resources = join(temporaryFolder(), 'resources');
  mkdirSync(bundledPack(resources), { recursive: true });

  it("follows the bundled pack to where Camweave is now, on every system's paths", () => {
    for (const before of [
      '/tmp/.mount_Camwea/resources/packs/default',
      'C:\\Camweave\\resources\\packs\\default',
    ])
      expect(locatePack(before, resources)).toBe(bundledPack(resources));
  });

  it('leaves a pack where it is, and one of somebody else missing', () => {
    expect(locatePack(resources, '/nowhere')).toBe(resources);
    expect(locatePack('/gone/my-pack', resources)).toBe('/gone/my-pack');
    expect(locatePack('/gone/resources/packs/default', '/nowhere')).toBe('/gone/resources/packs/default');
  });
});
