import { BACKGROUND, VOID } from '../../../shared/labels/labelCodes.ts';
import type { IndexMask } from '../../image/mask/readIndexMask.ts';
import { expectReadBack } from '../dataset/expectReadBack.ts';
import { BOX, SIDES } from './vocObjects.ts';

/**
 * Looks at `SegmentationObject/ID.png` by the rules of its readers: as large as the class mask, background exactly where that has it and void wherever that
 * has it, and each object that the annotation lists of its class, with its box.
 *
 * @param classes the class mask, which was found to be right
 * @param listed see `VocObjects`
 * @throws AppError `export-mismatch`
 */
export function checkObjects(
  { width, height, data }: IndexMask,
  classes: IndexMask,
  listed: Int32Array,
  file: string,
): void {
  expectReadBack(width === classes.width && height === classes.height, file, 'the size');
  const found = new Map<number, Found>();
  let isAlike = true;
  for (let i = 0; i < data.length; i++) {
    const object = data[i]!;
    const label = classes.data[i]!;
    if ((object === BACKGROUND) !== (label === BACKGROUND) || (label === VOID && object !== VOID))
      isAlike = false;
    if (object !== BACKGROUND && object !== VOID)
      note(found, object, label, i % width, Math.floor(i / width));
  }
  expectReadBack(isAlike, file, 'the area of the classes');
  expectReadBack(found.size === listed.length / BOX, file, 'the number of objects');
  for (let index = 0; index < listed.length / BOX; index++) {
    const { labels, ...read } = found.get(index + 1) ?? NOTHING;
    const [label, ...box] = listed.subarray(index * BOX, (index + 1) * BOX);
    expectReadBack(labels.size === 1 && labels.has(label!), file, `the class of object ${index + 1}`);
    const isSame = SIDES.every((side, i) => read[side] === box[i]);
    expectReadBack(isSame, file, `the box of object ${index + 1}`);
  }
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
