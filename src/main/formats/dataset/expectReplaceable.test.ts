import { mkdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, parse } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../../testing/temporaryFolder.ts';
import { EXPORT_MARKER, writeManifest } from './exportManifest.ts';
import { expectReplaceable } from './expectReplaceable.ts';

const folder = temporaryFolder();
const place = (path: string): string => join(folder, path);
for (const path of ['work/photos/deep', 'exported', 'work/own', 'elsewhere'])
  mkdirSync(place(path), { recursive: true });
for (const path of ['exported', 'work', 'work/photos', 'work/photos/deep', 'elsewhere'])
  writeFileSync(join(place(path), EXPORT_MARKER), JSON.stringify({ at: '2026-01-01T00:00:00.000Z' }));
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

describe('a folder that an export has made and described', () => {
  const out = place('described');
  const mask = join(out, 'masks', 'a.png');
  const make = (): void => {
    rmSync(out, { recursive: true, force: true });
    mkdirSync(dirname(mask), { recursive: true });
    writeFileSync(mask, 'written');
    writeManifest(out);
  };

  it('may be replaced as long as nobody worked in it', () => {
    make();
    writeFileSync(join(out, 'masks', '.DS_Store'), 'a file manager was here');
    expect(() => expectReplaceable(out, guarded)).not.toThrow();
    rmSync(mask);
    expect(() => expectReplaceable(out, guarded)).not.toThrow();
  });

  it.each([
    ['was added to', 'thesis.txt', () => writeFileSync(join(out, 'thesis.txt'), 'years of work')],
    ['has a link in it', 'link', () => symlinkSync(folder, join(out, 'link'))],
    ['has a file of another size', 'masks/a.png', () => writeFileSync(mask, 'corrected by hand')],
    [
      'has a file of the same size that was written again',
      'masks/a.png',
      () => {
        writeFileSync(mask, 'changed');
        utimesSync(mask, 1e9, 1e9);
      },
    ],
  ])('and that %s is not replaced: the file is named', (_, file, work) => {
    make();
    work();
    expect(() => expectReplaceable(out, guarded)).toThrow(
      `so ${out} is not replaced. Move that file away, or choose another folder.`,
    );
    expect(() => expectReplaceable(out, guarded)).toThrow(join(out, file));
  });

  it.each(['{}', '[]', 'null', 'no JSON', '{"at": 5}', '{"at": "2026-01-01T00:00:00Z", "files": {"a": 1}}'])(
    'is none with the marker %s',
    (text) => {
      make();
      writeFileSync(join(out, EXPORT_MARKER), text);
      expect(() => expectReplaceable(out, guarded)).toThrow('was not made by an export');
    },
  );
});
