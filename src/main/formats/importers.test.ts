import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../testing/temporaryFolder.ts';
import type { Importer } from './Importer.ts';
import { IMPORTERS } from './importers.ts';
import { readSource } from './readSource.ts';

describe('the table of importers', () => {
  it('has rows that are complete, each with an id of its own', () => {
    expect(new Set(IMPORTERS.map(({ id }) => id)).size).toBe(IMPORTERS.length);
    for (const { id, title } of IMPORTERS) {
      expect(id).toMatch(/^[a-z][a-z0-9-]*$/);
      expect(title).not.toBe('');
    }
  });

  it('is asked in its order, and a row in front takes what it detects', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'JPEGImages'));
    writeFileSync(join(folder, 'JPEGImages', 'a.jpg'), '');
    writeFileSync(join(folder, 'labels.csv'), 'id,cat\na,1\n');
    expect((await readSource(folder, ['cat'])).kind).toBe('voc');
    const notes: Importer = {
      id: 'notes',
      title: 'Notes',
      detect: (path) => path.endsWith('.notes'),
      read: async (path) => ({ root: path, images: [{ path: 'a.jpg', bytes: 1, tags: [] }], warnings: [] }),
    };
    const file = join(folder, 'my.notes');
    writeFileSync(file, '');
    expect(await readSource(file, [], { importers: [notes, ...IMPORTERS] })).toMatchObject({
      ...{ kind: 'notes', title: 'Notes', root: file },
    });
    await expect(readSource(folder, [], { importers: [notes] })).rejects.toThrow(
      'is nothing that Camweave reads images from (Notes)',
    );
  });
});
