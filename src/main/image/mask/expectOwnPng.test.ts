import { deflateSync, crc32 } from 'node:zlib';
import { expect, it } from 'vitest';
import { encodeVocPng } from './encodeVocPng.ts';
import { expectOwnPng } from './expectOwnPng.ts';

const size = { width: 4, height: 3 };
const own = encodeVocPng({ ...size, data: new Uint8Array(12) });

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(body.length + 8);
  frame.writeUInt32BE(data.length, 0);
  body.copy(frame, 4);
  frame.writeUInt32BE(crc32(body), frame.length - 4);
  return frame;
}

/** The label map with a chunk in the place of all but its size and its end. */
function withChunk(type: string, data: Uint8Array): Buffer {
  return Buffer.concat([own.subarray(0, 33), chunk(type, data), own.subarray(own.length - 12)]);
}

it('a label map that Camweave has encoded is one', () => {
  expect(() => expectOwnPng(own, size, 'a.jpg')).not.toThrow();
  expect(() => expectOwnPng(own, undefined, 'a.jpg')).not.toThrow();
});

it.each([
  ['no PNG', Buffer.from('no PNG at all')],
  ['cut off', own.subarray(0, own.length - 20)],
  ['with a colour profile that inflates', withChunk('iCCP', deflateSync(new Uint8Array(1000)))],
  ['with pixels without end', withChunk('IDAT', deflateSync(new Uint8Array(200_000_000)))],
  ['of another size', encodeVocPng({ width: 3, height: 4, data: new Uint8Array(12) })],
])('bytes that are %s are refused in words', (_what, bytes) => {
  expect(() => expectOwnPng(bytes, size, 'a.jpg')).toThrow(/The accepted labels of a.jpg are damaged/);
});
