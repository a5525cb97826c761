import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../../testing/temporaryFolder.ts';
import { explainReadError } from './explainReadError.ts';
import { explainWriteError } from './explainWriteError.ts';

const folder = temporaryFolder();
const refusal = (code: string): Error => Object.assign(new Error(`${code}: whatever`), { code });

/** What the system throws. */
function thrownBy(work: () => void): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('It worked.');
}

describe('what the system says of a file', () => {
  it.each([
    ['EIO', 'the disk reports an error'],
    ['EROFS', 'the disk is read-only'],
    ['EMFILE', 'too many files are open'],
    ['EACCES', 'this user may not'],
  ])('%s is said in words, whether it is read or written', (code, why) => {
    expect(explainWriteError('/p', refusal(code))).toMatchObject({
      ...{ code: 'not-writable', message: expect.stringContaining(`/p cannot be written: ${why}. `) },
    });
    expect(explainReadError('/p', refusal(code))).toMatchObject({
      ...{ code: 'not-found', message: expect.stringContaining(`/p cannot be read: ${why}. `) },
    });
  });

  it('a full disk is one whatever the system calls it', () => {
    for (const code of ['ENOSPC', 'EDQUOT'])
      expect(explainWriteError('/p', refusal(code))).toMatchObject({
        ...{
          code: 'disk-full',
          message: 'The disk that holds /p is full. Free some space, then run it again.',
        },
      });
  });

  it('names that are too long, and links in a circle, are what this system refuses in these words', () => {
    const long = join(folder, 'x'.repeat(300));
    expect(
      explainWriteError(
        long,
        thrownBy(() => writeFileSync(long, '')),
      ),
    ).toMatchObject({
      message: expect.stringMatching(/cannot be written: the name is too long\. Choose a shorter one\.$/),
    });
    symlinkSync(join(folder, 'b'), join(folder, 'a'));
    symlinkSync(join(folder, 'a'), join(folder, 'b'));
    expect(
      explainReadError(
        '/a',
        thrownBy(() => readFileSync(join(folder, 'a'))),
      ),
    ).toMatchObject({
      message: '/a cannot be read: its links lead in a circle. Choose another place.',
    });
    expect(
      explainReadError(
        '/f',
        thrownBy(() => readFileSync(folder)),
      ),
    ).toMatchObject({
      message: '/f cannot be read: it is a folder. Name a file.',
    });
    expect(
      explainWriteError(
        '/f',
        thrownBy(() => mkdirSync(join(import.meta.filename, 'x'))),
      ),
    ).toMatchObject({
      message: expect.stringContaining('part of its path is no folder'),
    });
  });

  it('other errors pass', () => {
    const error = new TypeError('no file at all');
    expect(explainWriteError('/p', error)).toBe(error);
    expect(explainReadError('/p', error)).toBe(error);
  });
});
