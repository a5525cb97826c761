import { cocoMaskReader } from './coco/cocoMaskReader.ts';
import type { MaskReader } from './MaskReader.ts';
import { npyMaskReader } from './npy/npyMaskReader.ts';
import { pngMaskReader } from './png/pngMaskReader.ts';
import { vocMaskReader } from './voc/vocMaskReader.ts';

/** Asked in this order; the first that detects a path reads it. `png` takes any folder. */
export const MASK_READERS: readonly MaskReader[] = [
  vocMaskReader,
  cocoMaskReader,
  npyMaskReader,
  pngMaskReader,
];
