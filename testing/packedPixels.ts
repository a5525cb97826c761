import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** Pixels as a page sends them. */
export function base64Deflated(pixels: Uint8Array): string {
  return deflateRawSync(pixels).toString('base64');
}

/** Pixels as a page gets them. */
export function inflated(text: string): Uint8Array {
  return inflateRawSync(Buffer.from(text, 'base64'));
}
