import { openSync, closeSync, ftruncateSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../../testing/temporaryFolder.ts';
import { openPack } from './openPack.ts';
import { LARGEST_MODEL, readModelFile } from './modelSize.ts';
import { ZipFile } from './ZipFile.ts';

const folder = temporaryFolder();
const MB = 1024 * 1024;
let count = 0;

function zipOf(files: Record<string, Uint8Array>, change?: (zip: Buffer) => void): ZipFile {
  const path = join(folder, `${count++}.zip`);
  const zip = Buffer.from(zipSync(files));
  change?.(zip);
  writeFileSync(path, zip);
  return new ZipFile(path);
}

/** Where the only entry of a zip says its size, in the central directory. */
const sizeAt = (zip: Buffer): number => zip.lastIndexOf(Buffer.from('PK\x01\x02')) + 24;

describe('a zip', () => {
  it('gives its entries, stored or deflated, and says that there is none', () => {
    const zip = zipOf({
      'pack/pack.json': strToU8('{}'),
      'pack/empty': new Uint8Array(),
      'pack/zeros': new Uint8Array(MB),
    });
    expect(zip.find(/json$/)).toBe('pack/pack.json');
    expect(Buffer.from(zip.read('pack/pack.json', 10)!).toString()).toBe('{}');
    expect(zip.read('pack/empty', 10)).toHaveLength(0);
    expect(zip.read('pack/zeros', MB)!.every((byte) => byte === 0)).toBe(true);
    expect(zip.read('pack.json', 10)).toBeUndefined();
  });

  it('with an entry that is larger than it may be, or inflates as no model does, is refused', () => {
    const zip = zipOf({ zeros: new Uint8Array(64 * MB) });
    expect(() => zip.read('zeros', MB)).toThrow(`holds zeros of ${64 * MB} bytes; ${MB} are the most`);
    expect(() => zip.read('zeros', 64 * MB)).toThrow(/inflates to \d+ times its size, as no model does/);
  });

  it('with an entry that lies about its size is refused, and inflated no further', () => {
    const files = { zeros: new Uint8Array(64 * MB) };
    const less = zipOf(files, (zip) => void zip.writeUInt32LE(1000, sizeAt(zip)));
    expect(() => less.read('zeros', 64 * MB)).toThrow(
      'does not inflate to the 1000 bytes that it should have',
    );
    const more = zipOf(
      { text: strToU8('text text text text') },
      (zip) => void zip.writeUInt32LE(1000, sizeAt(zip)),
    );
    expect(() => more.read('text', 2000)).toThrow('does not have the 1000 bytes');
    const outside = zipOf(
      { text: strToU8('text') },
      (zip) => void zip.writeUInt32LE(0x7fffffff, sizeAt(zip) + 18),
    );
    expect(() => outside.read('text', 2000)).toThrow('is neither a folder nor a readable zip');
  });

  it('that is none is refused', () => {
    const path = join(folder, 'text.zip');
    for (const text of ['', 'no zip', `PK\x05\x06${'\xff'.repeat(40)}`]) {
      writeFileSync(path, text, 'latin1');
      expect(() => openPack(path)).toThrow('is neither a folder nor a readable zip');
    }
  });

  it('that makes a pack.json of gigabytes is refused before it is inflated', () => {
    const path = join(folder, 'bomb.zip');
    writeFileSync(path, zipSync({ 'pack.json': new Uint8Array(64 * MB) }));
    expect(readFileSync(path).length).toBeLessThan(MB);
    expect(() => openPack(path)).toThrow(`pack.json of ${64 * MB} bytes; ${4 * MB} are the most`);
  });
});

it('a model file that is too large is refused before it is read', () => {
  mkdirSync(join(folder, 'large'));
  const file = join(folder, 'large', 'vit.onnx');
  const descriptor = openSync(file, 'w');
  // A hole: it takes no room on the disk.
  ftruncateSync(descriptor, 3 * LARGEST_MODEL);
  closeSync(descriptor);
  expect(() => readModelFile(file)).toThrow('vit.onnx has 3221 MB; 1074 MB are the most');
});
