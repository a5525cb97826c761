import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../testing/temporaryFolder.ts';
import { readIdList } from './readIdList.ts';

const folder = temporaryFolder();
const listOf = (content: string | Buffer): string => {
  writeFileSync(join(folder, 'list'), content);
  return join(folder, 'list');
};

describe('a file of ids', () => {
  it('holds them a line each, whatever its line ends and its byte order mark', () => {
    expect(readIdList(listOf('\ufeffa\r\nb\n\n c \n'), '--val-list')).toEqual(['a', 'b', 'c']);
  });

  it.each([
    ['has none', '\n \n', 'names no ids'],
    ['is no UTF-8', Buffer.from([0xff, 0xd8, 0xff, 0xe0]), 'is no text'],
    ['has zeros in it', 'a\0b', 'is no text'],
  ])('that %s is refused', (_, content, words) => {
    expect(() => readIdList(listOf(content), '--val-list')).toThrow(words);
  });

  it('that is not there is refused', () => {
    expect(() => readIdList(join(folder, 'absent'), '--val-list')).toThrow(
      'absent cannot be read; --val-list takes',
    );
  });
});
