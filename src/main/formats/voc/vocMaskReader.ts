import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { VOC_CLASSES } from '../../../shared/classes/vocClasses.ts';
import { isFolder } from '../dataset/isFolder.ts';
import type { IndexMask } from '../../image/mask/readIndexMask.ts';
import type { TimeSlices } from '../dataset/TimeSlices.ts';
import type { LabelMasks, MaskClasses, MaskFile, MaskReader, ReadTags } from '../MaskReader.ts';
import { AppError } from '../../../shared/errors/AppError.ts';
import { classesIn } from '../../../shared/labels/classesIn.ts';
import { listMaskFiles } from '../masks/listMaskFiles.ts';
import { readLabelMask } from '../masks/readLabelMask.ts';
import { namesByColour, namesInOrder } from '../masks/valueNames.ts';
import { findVocRoot } from './findVocRoot.ts';
import { tagsFromXml } from './vocTags.ts';

const MASKS = 'SegmentationClass';
const BOXES = 'Annotations';
const XML = /\.xml$/i;

/** SegmentationClass of a VOC tree: by its labelmap.txt, or with the VOC classes where it has none. Tags are from its boxes, where it has them. */
export const vocMaskReader: MaskReader = {
  id: 'voc',
  title: 'PASCAL VOC',
  detect: (path) => isFolder(path) && (rootOf(path) ?? boxesIn(path)) !== undefined,
  async open(path, classes, slices) {
    const vocRoot = rootOf(path);
    if (vocRoot === undefined) return boxesOf(boxesIn(path)!, classes, slices);
    const root = join(vocRoot, MASKS);
    const labelmap = join(vocRoot, 'labelmap.txt');
    const names = existsSync(labelmap) ? namesByColour(labelmap) : namesInOrder(VOC_CLASSES);
    const found = await listMaskFiles(root, slices);
    const read = ({ file }: MaskFile): IndexMask => readLabelMask(file, names, classes);
    const boxes = boxTags(vocRoot, classes, found.warnings);
    const inMask = (mask: MaskFile): number[] => classesIn(read(mask).data);
    const tags = (mask: MaskFile): ReadTags => ({ labels: boxes(mask) ?? inMask(mask) });
    return { gives: 'labels', root, ...found, read, tags };
  },
};

/** A tree with boxes and without masks. */
async function boxesOf(vocRoot: string, classes: MaskClasses, slices: TimeSlices): Promise<LabelMasks> {
  const root = join(vocRoot, BOXES);
  const found = await listMaskFiles(root, slices, XML);
  const boxes = boxTags(vocRoot, classes, found.warnings);
  return {
    ...{ gives: 'labels', root, ...found },
    read: ({ file }) => {
      throw new AppError(
        'invalid-input',
        `${file} has boxes, and there is no mask: boxes become tags (--as tags), and no labels.`,
      );
    },
    tags: (mask) => ({ labels: boxes(mask) ?? [] }),
  };
}

/** Labels of the objects in `Annotations`; undefined where an image has no file there. */
function boxTags(
  vocRoot: string,
  { names, labelOf }: MaskClasses,
  warnings: string[],
): (mask: MaskFile) => number[] | undefined {
  const namesOf = tagsFromXml(vocRoot, names, warnings);
  return ({ name }) => namesOf(name)?.map((found) => labelOf.get(found)!);
}

function boxesIn(path: string): string | undefined {
  return basename(path) === BOXES ? dirname(path) : findVocRoot(path, BOXES);
}

/** The folder that holds SegmentationClass, which may be given itself. */
function rootOf(path: string): string | undefined {
  return basename(path) === MASKS ? dirname(path) : findVocRoot(path, MASKS);
}
