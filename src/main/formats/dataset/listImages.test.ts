import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../../testing/temporaryFolder.ts';
import { EXPORT_MARKER } from './exportManifest.ts';
import { listImages } from './listImages.ts';
import { TimeSlices } from './TimeSlices.ts';

/** A path that ends in bytes that are no UTF-8: `caf\xe9` in Latin-1. */
const latin1 = (folder: string, name: string): Buffer =>
  Buffer.concat([Buffer.from(`${folder}/`), Buffer.from(name, 'latin1')]);

describe('a folder of images', () => {
  it('loses an entry with a bad name or a bad link alone, and says which', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'sub'));
    for (const name of ['good.jpg', 'sub/also.png', 'bell\x07.jpg', 'two\nlines.jpg', 'real \ufffd.jpg'])
      writeFileSync(join(folder, name), '12');
    symlinkSync('round.jpg', join(folder, 'round.jpg'));
    symlinkSync('nothing', join(folder, 'gone\x1b[2J.jpg'));
    symlinkSync('good.jpg', join(folder, 'link.jpg'));
    symlinkSync('..', join(folder, 'sub/up'));
    mkdirSync(join(folder, 'folder.jpg'));
    const unnamed = [latin1(folder, 'café.jpg'), latin1(folder, 'été')];
    writeFileSync(unnamed[0]!, '');
    mkdirSync(unnamed[1]!);
    const { images, warnings } = await listImages(folder);
    expect(images.map(({ path, bytes }) => [path, bytes])).toEqual(
      ['bell\x07.jpg', 'good.jpg', 'link.jpg', 'real \ufffd.jpg', 'sub/also.png', 'two\nlines.jpg'].map(
        (path) => [path, 2],
      ),
    );
    expect(warnings).toEqual([
      `${folder}/gone\\x1b[2J.jpg cannot be read: it is not there. It is left out.`,
      `${folder}/round.jpg cannot be read: its links lead in a circle. It is left out.`,
      `The name of ${folder}/caf\ufffd.jpg is not valid UTF-8, so it cannot be opened. Rename it; it is left out.`,
      `The name of ${folder}/\ufffdt\ufffd is not valid UTF-8, so it cannot be opened. Rename it; it is left out.`,
    ]);
  });

  it('steps over a data set that was exported into it, unless that is what it is told to read', async () => {
    const folder = temporaryFolder();
    const out = join(folder, 'out');
    mkdirSync(out);
    for (const file of ['a.jpg', 'out/a.jpg', `out/${EXPORT_MARKER}`]) writeFileSync(join(folder, file), '');
    expect((await listImages(folder)).images.map(({ path }) => path)).toEqual(['a.jpg']);
    expect((await listImages(out)).images.map(({ path }) => path)).toEqual(['a.jpg']);
  });

  it('that is none is refused in words', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'file'), '');
    await expect(listImages(join(folder, 'file'))).rejects.toThrow(
      'cannot be read: part of its path is no folder',
    );
  });

  it('can be left in the middle', async () => {
    const folder = temporaryFolder();
    for (let n = 0; n < 100; n++) writeFileSync(join(folder, `${n}.jpg`), '');
    const controller = new AbortController();
    const listed = listImages(folder, new TimeSlices(controller.signal));
    controller.abort();
    await expect(listed).rejects.toMatchObject({ code: 'cancelled' });
  });
});
