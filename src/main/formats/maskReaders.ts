import { cocoMaskReader } from './coco/cocoMaskReader.ts';
import { cvatMaskReader } from './cvat/cvatMaskReader.ts';
import { labelmeMaskReader } from './labelme/labelmeMaskReader.ts';
import { labelStudioMaskReader } from './labelstudio/labelStudioMaskReader.ts';
import type { MaskReader } from './MaskReader.ts';
import { npyMaskReader } from './npy/npyMaskReader.ts';
import { pngMaskReader } from './png/pngMaskReader.ts';
import { vocMaskReader } from './voc/vocMaskReader.ts';
import { yoloMaskReader } from './yolo/yoloMaskReader.ts';

/** Asked in this order; the first that detects a path reads it. `png` takes any folder. */
export const MASK_READERS: readonly MaskReader[] = [
  // The record of an export of score maps lists images, as COCO does.
  ...[vocMaskReader, npyMaskReader, cocoMaskReader, yoloMaskReader, cvatMaskReader],
  ...[labelStudioMaskReader, labelmeMaskReader, pngMaskReader],
];
