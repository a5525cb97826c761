import { spawnSync } from 'node:child_process';
import { symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../testing/temporaryFolder.ts';
import { readPhotograph } from './readPhotograph.ts';
import { readRegularFile } from './readRegularFile.ts';

const folder = temporaryFolder();
const pipe = join(folder, 'pipe.jpg');
const link = join(folder, 'zero.jpg');
const big = join(folder, 'big.jpg');

describe.skipIf(process.platform === 'win32')('what is no file of bytes', () => {
  it('is refused before it is opened: a pipe, a device, also behind a link', async () => {
    expect(spawnSync('mkfifo', [pipe]).status).toBe(0);
    symlinkSync('/dev/zero', link);
    for (const file of [pipe, link, '/dev/zero']) {
      const refusal = {
        code: 'image-unreadable',
        message: expect.stringContaining(`${file} is not a regular file`),
      };
      await expect(readPhotograph(file)).rejects.toMatchObject(refusal);
      expect(() => readRegularFile(file, 'image-unreadable')).toThrow('is not a regular file');
    }
  });

  it('is left to the system’s words where it is a folder', async () => {
    await expect(readPhotograph(folder)).rejects.toThrow('cannot be read (it is a folder)');
  });
});

it('a file of 1.9 GB is refused before it is read', async () => {
  writeFileSync(big, '');
  truncateSync(big, 1.9e9);
  const before = process.memoryUsage().arrayBuffers;
  await expect(readPhotograph(big)).rejects.toThrow(`${big} has 1900 MB; 512 MB are the most`);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1e8);
});
