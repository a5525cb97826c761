import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isFolder } from '../dataset/isFolder.ts';
import type { MaskReader } from '../MaskReader.ts';
import { listMaskFiles } from '../masks/listMaskFiles.ts';
import { readLabelMask } from '../masks/readLabelMask.ts';
import { namesByColour, namesInOrder } from '../masks/valueNames.ts';

/** A folder of palette or grey PNGs: by a labelmap.txt in it or beside it, else value 1 is the project's first class. */
export const pngMaskReader: MaskReader = {
  id: 'png',
  title: 'folder of PNG masks',
  detect: isFolder,
  async open(root, classes, slices) {
    const labelmap = [root, dirname(root)].map((folder) => join(folder, 'labelmap.txt')).find(existsSync);
    const inOrder = classes.ordered.map(({ name }) => name);
    const names = labelmap === undefined ? namesInOrder(inOrder) : namesByColour(labelmap);
    const found = await listMaskFiles(root, slices);
    return { gives: 'labels', root, ...found, read: ({ file }) => readLabelMask(file, names, classes) };
  },
};
