import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../testing/temporaryFolder.ts';
import { expectBelow, usualExportRoots } from './exportRoot.ts';

describe('a page', () => {
  it('exports below the project’s folder; below the home too where projects are chosen', () => {
    expect(usualExportRoots('/data/pets.camweave', false, '/home/ann')).toEqual(['/data']);
    expect(usualExportRoots('/data/pets.camweave', true, '/home/ann')).toEqual(['/data', '/home/ann']);
    expect(usualExportRoots('/pets.camweave', true, '/home/ann')).toEqual(['/home/ann']);
  });

  it('exports nowhere else, whichever links and dots lead there', () => {
    const folder = temporaryFolder();
    const root = join(folder, 'root');
    for (const name of ['root/deep', 'root-beside', 'elsewhere'])
      mkdirSync(join(folder, name), { recursive: true });
    symlinkSync(join(folder, 'elsewhere'), join(root, 'out-of-here'));
    symlinkSync(join(folder, 'nowhere'), join(root, 'dangling'));
    symlinkSync(root, join(folder, 'link-to-root'));
    const may = (out: string) => () => expectBelow(out, [root]);
    for (const out of [
      root,
      join(root, 'new'),
      join(root, 'deep/newer/newest'),
      join(folder, 'link-to-root/new'),
    ])
      expect(may(out), out).not.toThrow();
    for (const out of [
      ...[folder, join(folder, 'root-beside'), join(folder, 'elsewhere/new'), '/'],
      ...[
        join(root, 'out-of-here'),
        join(root, 'out-of-here/new'),
        join(root, 'dangling'),
        join(root, 'dangling/new'),
      ],
      `${root}/../elsewhere/new`,
    ])
      expect(may(out), out).toThrow('camweave serve --export-root FOLDER');
  });
});
