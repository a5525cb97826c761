import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../testing/temporaryFolder.ts';
import { KeptServers } from './KeptServers.ts';

describe('where projects are served', () => {
  it('is kept for each, for its owner’s eyes alone', () => {
    const folder = join(temporaryFolder(), 'settings');
    const kept = new KeptServers(folder);
    const token = kept.tokenOf('/a.camweave');
    kept.keep('/a.camweave', { port: 4000 });
    new KeptServers(folder).keep(undefined, { port: 5000 });
    kept.keep('/b.camweave', { port: 6000 });
    const again = new KeptServers(folder);
    expect(again.find('/a.camweave')).toEqual({ port: 4000, token });
    expect(again.find()).toEqual({ port: 5000 });
    expect(again.find('/c.camweave')).toEqual({});
    expect(again.tokenOf('/a.camweave')).toBe(token);
    expect(again.secret).toBe(kept.secret);
    if (process.platform !== 'win32') expect(statSync(join(folder, 'serving.json')).mode & 0o777).toBe(0o600);
  });

  it('is forgotten, and no more than that, where the file is damaged or cannot be written', () => {
    const folder = temporaryFolder();
    const { secret } = new KeptServers(folder);
    writeFileSync(join(folder, 'serving.json'), '{');
    expect(new KeptServers(folder).secret).not.toBe(secret);
    const nowhere = new KeptServers(join(folder, 'serving.json', 'no folder'));
    nowhere.keep('/a.camweave', { port: 4000 });
    expect(nowhere.find('/a.camweave')).toEqual({ port: 4000 });
    expect(readFileSync(join(folder, 'serving.json'), 'utf8')).not.toContain('4000');
  });
});
