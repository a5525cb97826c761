import { deflateRawSync } from 'node:zlib';

/** Pixels as a page sends them. */
export function base64Deflated(pixels: Uint8Array): string {
  return deflateRawSync(pixels).toString('base64');
}
