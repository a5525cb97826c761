import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { VOC_CLASSES } from '../../../shared/classes/vocClasses.ts';
import { isFolder } from '../dataset/isFolder.ts';
import type { MaskReader } from '../MaskReader.ts';
import { listMaskFiles } from '../masks/listMaskFiles.ts';
import { readLabelMask } from '../masks/readLabelMask.ts';
import { namesByColour, namesInOrder } from '../masks/valueNames.ts';
import { findVocRoot } from './findVocRoot.ts';

const MASKS = 'SegmentationClass';

/** SegmentationClass of a VOC tree: by its labelmap.txt, or with the VOC classes where it has none. */
export const vocMaskReader: MaskReader = {
  id: 'voc',
  title: 'PASCAL VOC',
  detect: (path) => isFolder(path) && rootOf(path) !== undefined,
  async open(path, classes, slices) {
    const vocRoot = rootOf(path)!;
    const root = join(vocRoot, MASKS);
    const labelmap = join(vocRoot, 'labelmap.txt');
    const names = existsSync(labelmap) ? namesByColour(labelmap) : namesInOrder(VOC_CLASSES);
    const found = await listMaskFiles(root, slices);
    return { gives: 'labels', root, ...found, read: ({ file }) => readLabelMask(file, names, classes) };
  },
};

/** The folder that holds SegmentationClass, which may be given itself. */
function rootOf(path: string): string | undefined {
  return basename(path) === MASKS ? dirname(path) : findVocRoot(path, MASKS);
}
