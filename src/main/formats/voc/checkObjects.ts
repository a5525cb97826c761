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
  const found = new Found();
  let isAlike = true;
  for (let y = 0; y < height; y++) {
    const end = (y + 1) * width;
    for (let start = y * width, at = start; start < end; start = at) {
      const object = data[start]!;
      const label = classes.data[start]!;
      while (at < end && data[at] === object && classes.data[at] === label) at++;
      if ((object === BACKGROUND) !== (label === BACKGROUND) || (label === VOID && object !== VOID))
        isAlike = false;
      if (object !== BACKGROUND && object !== VOID)
        found.note(object, label, { y, from: start - y * width, to: at - 1 - y * width });
    }
  }
  expectReadBack(isAlike, file, 'the area of the classes');
  expectReadBack(found.count === listed.length / BOX, file, 'the number of objects');
  for (let index = 0; index < listed.length / BOX; index++) {
    const [label, ...box] = listed.subarray(index * BOX, (index + 1) * BOX);
    expectReadBack(found.labels[index + 1] === label, file, `the class of object ${index + 1}`);
    const isSame = SIDES.every((side, i) => found[side][index + 1] === box[i]);
    expectReadBack(isSame, file, `the box of object ${index + 1}`);
  }
}

const [NOBODY, SEVERAL] = [-1, -2];

/** Class and box of each object of a mask, by its value. */
class Found {
  readonly labels = new Int16Array(256).fill(NOBODY);
  readonly xmin = new Int32Array(256);
  readonly ymin = new Int32Array(256);
  readonly xmax = new Int32Array(256);
  readonly ymax = new Int32Array(256);
  count = 0;

  /** A run of pixels of one object; rows come in their order. */
  note(object: number, label: number, { y, from, to }: { y: number; from: number; to: number }): void {
    const known = this.labels[object]!;
    if (known === NOBODY) {
      this.count++;
      this.labels[object] = label;
      this.xmin[object] = from + 1;
      this.ymin[object] = y + 1;
    } else if (known !== label) this.labels[object] = SEVERAL;
    this.xmin[object] = Math.min(this.xmin[object]!, from + 1);
    this.xmax[object] = Math.max(this.xmax[object]!, to + 1);
    this.ymax[object] = y + 1;
  }
}
