import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../testing/temporaryFolder.ts';
import { keepFile } from './keepFile.ts';
import { SettingsFile } from './SettingsFile.ts';

describe('a file that remembers something', () => {
  it('is replaced whole', () => {
    const folder = join(temporaryFolder(), 'new');
    keepFile(join(folder, 'kept'), 'one');
    keepFile(join(folder, 'kept'), 'two', 0o600);
    expect(readFileSync(join(folder, 'kept'), 'utf8')).toBe('two');
    expect(readdirSync(folder)).toEqual(['kept']);
  });

  it('that cannot be written leaves nothing beside it, and nobody minds', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'settings.json'));
    new SettingsFile(folder).remember({ pack: '/packs/one' });
    expect(readdirSync(folder)).toEqual(['settings.json']);
    writeFileSync(join(folder, 'no folder'), '');
    expect(() => keepFile(join(folder, 'no folder', 'kept'), 'text')).not.toThrow();
  });
});
