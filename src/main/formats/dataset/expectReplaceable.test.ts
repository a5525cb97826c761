import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, parse } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../../testing/temporaryFolder.ts';
import { EXPORT_MARKER, expectReplaceable } from './expectReplaceable.ts';

const folder = temporaryFolder();
const place = (path: string): string => join(folder, path);
for (const path of ['work/photos/deep', 'exported', 'work/own', 'elsewhere'])
  mkdirSync(place(path), { recursive: true });
for (const path of ['exported', 'work', 'work/photos', 'work/photos/deep', 'elsewhere'])
  writeFileSync(join(place(path), EXPORT_MARKER), '{}');
writeFileSync(place('work/pets.camweave'), '');
symlinkSync(place('exported'), place('link'));
const guarded = { project: place('work/pets.camweave'), photographs: place('work/photos') };

describe('a folder', () => {
  it('that an export has made may be replaced', () => {
    expect(() => expectReplaceable(place('exported'), guarded)).not.toThrow();
  });

  it.each([
    ['that no export has made', place('work/own'), 'was not made by an export'],
    ['with the project in it', place('work'), 'holds the project'],
    ['of the photographs', place('work/photos'), 'the folder of the photographs'],
    ['within that of the photographs', place('work/photos/deep'), 'the folder of the photographs'],
    ['that is a link', place('link'), 'is a link'],
    ['that is a home', homedir(), 'is or holds'],
    ['above a home', dirname(homedir()), homedir() === parse(homedir()).root ? '' : 'folder'],
    ['that is a root', parse(homedir()).root, 'is a root folder'],
  ])('%s is never replaced, marker or not', (_, out, why) => {
    expect(() => expectReplaceable(out, guarded)).toThrow(why);
  });
});
