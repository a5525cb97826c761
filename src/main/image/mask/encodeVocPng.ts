import { encode } from 'fast-png';
import { VOC_PALETTE } from '../../../shared/labels/vocPalette.ts';
import type { IndexMask } from './readIndexMask.ts';

const PALETTE = VOC_PALETTE.map((colour) => [...colour]);

/** A label map as PASCAL VOC keeps it: 8-bit palette PNG with the VOC colour map, 256 entries. */
export function encodeVocPng({ width, height, data }: IndexMask): Uint8Array {
  return encode({ width, height, data, depth: 8, channels: 1, palette: PALETTE });
}

/** The same values as an 8-bit grey PNG, for readers that do not know palettes. */
export function encodeGreyPng({ width, height, data }: IndexMask): Uint8Array {
  return encode({ width, height, data, depth: 8, channels: 1 });
}
