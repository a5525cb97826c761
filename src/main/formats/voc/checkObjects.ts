import { readFile } from 'node:fs/promises';
import { BACKGROUND, VOID } from '../../../shared/labels/labelCodes.ts';
import { readIndexMask } from '../../image/mask/readIndexMask.ts';
import { expectReadBack } from '../dataset/expectReadBack.ts';
import type { VocObjects } from './writeVocImage.ts';

/**
 * Reads `SegmentationObject/ID.png` back by the rules of its readers: as large as the class mask, background exactly where that has it and void wherever that
 * has it, and each object that the annotation lists of one class, with its box.
 *
 * @param file of the objects
 * @param classFile of the class mask, which was found to be right
 * @throws AppError `export-mismatch`
 */
export async function checkObjects(
  file: string,
  classFile: string,
  listed: VocObjects['objects'],
): Promise<void> {
  const objects = readIndexMask(await readFile(file), file);
  const classes = readIndexMask(await readFile(classFile), classFile);
  const { width, height, data } = objects;
  expectReadBack(width === classes.width && height === classes.height, file, 'the size');
  const found = new Map<number, Found>();
  let isAlike = true;
  for (let i = 0; i < data.length; i++) {
    const [object, label] = [data[i]!, classes.data[i]!];
    if ((object === BACKGROUND) !== (label === BACKGROUND) || (label === VOID && object !== VOID))
      isAlike = false;
    if (object !== BACKGROUND && object !== VOID)
      note(found, object, label, i % width, Math.floor(i / width));
  }
  expectReadBack(isAlike, file, 'the area of the classes');
  expectReadBack(found.size === listed.length, file, 'the number of objects');
  listed.forEach(({ box }, index) => {
    const { labels, ...read } = found.get(index + 1) ?? NOTHING;
    expectReadBack(labels.size === 1, file, `the class of object ${index + 1}`);
    const isSame = (['xmin', 'ymin', 'xmax', 'ymax'] as const).every((side) => read[side] === box[side]);
    expectReadBack(isSame, file, `the box of object ${index + 1}`);
  });
}

interface Found {
  labels: Set<number>;
  xmin: number;
  ymin: number;
  xmax: number;
  ymax: number;
}
const NOTHING: Found = { labels: new Set(), xmin: 0, ymin: 0, xmax: 0, ymax: 0 };

function note(found: Map<number, Found>, object: number, label: number, x: number, y: number): void {
  let at = found.get(object);
  if (!at) {
    at = { labels: new Set(), xmin: x + 1, ymin: y + 1, xmax: x + 1, ymax: y + 1 };
    found.set(object, at);
  }
  at.labels.add(label);
  at.xmin = Math.min(at.xmin, x + 1);
  at.xmax = Math.max(at.xmax, x + 1);
  at.ymax = y + 1;
}
