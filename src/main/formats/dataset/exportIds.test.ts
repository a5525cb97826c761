import { describe, expect, it } from 'vitest';
import { exportIds } from './exportIds.ts';

describe('exportIds', () => {
  it('are stems without spaces and #', () => {
    expect(exportIds(['a/my photo#1.jpg', 'b.tar.png'])).toEqual(['my_photo_1', 'b.tar']);
  });

  it('have no characters that a list or a file name cannot hold', () => {
    expect(exportIds(['a\x1b[2Jb.jpg', 'two\nlines.png', 'half\ud83d.png'])).toEqual([
      'a_[2Jb',
      'two_lines',
      'half_',
    ]);
  });

  it('leave room for an ending within the 255 bytes that a file name has', () => {
    const long = '犬'.repeat(84);
    expect(exportIds([`a/${long}.jpg`, `b/${long}.jpg`]).every((id) => Buffer.byteLength(id) <= 240)).toBe(
      true,
    );
    expect(new Set(exportIds([`a/${long}.jpg`, `a/${long}.png`])).size).toBe(2);
  });

  it('get folders in front where they would be the same, then numbers', () => {
    expect(exportIds(['a/1.jpg', 'b/1.jpg', '2.jpg'])).toEqual(['a_1', 'b_1', '2']);
    expect(exportIds(['a/1.jpg', 'a/1.png', 'A/1.jpg'])).toEqual(['a_1', 'a_1_2', 'A_1_3']);
  });
});
