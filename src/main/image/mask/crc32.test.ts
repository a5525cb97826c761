import { crc32 as ofNode } from 'node:zlib';
import { expect, it } from 'vitest';
import { crc32 } from './crc32.ts';

it('is what zlib says', () => {
  expect(crc32(Buffer.from('IEND'))).toBe(0xae426082);
  const bytes = Uint8Array.from({ length: 5000 }, (_, i) => (i * i) % 251);
  expect(crc32(bytes)).toBe(ofNode(bytes));
  expect(crc32(new Uint8Array())).toBe(0);
});
