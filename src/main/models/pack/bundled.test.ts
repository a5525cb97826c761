import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../../testing/temporaryFolder.ts';
import { bundledPack, bundledSamples, locateBundled } from './bundled.ts';

describe('locateBundled', () => {
  const resources = join(temporaryFolder(), 'resources');
  mkdirSync(bundledPack(resources), { recursive: true });
  mkdirSync(bundledSamples(resources));

  it("follows pack and samples to where Camweave is now, on every system's paths", () => {
    for (const before of ['/tmp/.mount_Camwea/resources/', 'C:\\Camweave\\resources\\']) {
      const slash = before.at(-1)!;
      const pack = before + ['packs', 'default'].join(slash);
      expect(locateBundled(pack, resources)).toBe(bundledPack(resources));
      expect(locateBundled(`${before}samples`, resources)).toBe(bundledSamples(resources));
    }
  });

  it('leaves what is where it was, and what is missing of somebody else', () => {
    expect(locateBundled(resources, '/nowhere')).toBe(resources);
    expect(locateBundled('/gone/my-pack', resources)).toBe('/gone/my-pack');
    expect(locateBundled('/gone/resources/packs/default', '/nowhere')).toBe('/gone/resources/packs/default');
  });
});
