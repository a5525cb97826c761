import { BACKGROUND, isClass } from '../../../shared/labels/labelCodes.ts';
import { expectReadBack } from './expectReadBack.ts';

/** What a format says of an object, to be compared with its pixels; what is missing is not compared. */
interface Said {
  /** In pixels. */
  area?: number;
  /** First column and row, and how many of each. */
  box?: { x: number; y: number; width: number; height: number };
  /** Whether it is written in the way that was asked for. */
  isAsked?: boolean;
}

/** The label map that objects which are read back make, one after the other. No two of them may share a pixel. */
export class ObjectCanvas {
  readonly width: number;
  readonly height: number;
  /** `uint8[height, width]` */
  readonly labels: Uint8Array;
  objects = 0;
  private readonly file: string;
  private what = '';
  private label = BACKGROUND;
  private area = 0;
  private overlap = false;
  private left = 0;
  private right = 0;
  private top = 0;
  private bottom = 0;

  /** @param file that is read, for errors */
  constructor({ width, height }: { width: number; height: number }, file: string) {
    this.width = width;
    this.height = height;
    this.labels = new Uint8Array(width * height);
    this.file = file;
  }

  /** @param what it is, for errors */
  begin(label: number, what: string): void {
    this.what = what;
    this.label = label;
    this.area = 0;
    this.overlap = false;
    [this.left, this.right] = [this.width, 0];
    [this.top, this.bottom] = [this.height, 0];
    expectReadBack(isClass(label), this.file, `the class of ${what}`);
  }

  /** Paints a run of a row. */
  run(y: number, from: number, to: number): void {
    const start = y * this.width;
    for (let at = start + from; at < start + to; at++) {
      if (this.labels[at] !== BACKGROUND) this.overlap = true;
      this.labels[at] = this.label;
    }
    this.area += to - from;
    if (from < this.left) this.left = from;
    if (to > this.right) this.right = to;
    if (y < this.top) this.top = y;
    if (y + 1 > this.bottom) this.bottom = y + 1;
  }

  /** Paints one pixel. */
  pixel(index: number): void {
    const x = index % this.width;
    this.run((index - x) / this.width, x, x + 1);
  }

  /** @param why what is begun cannot be read. @throws AppError `export-mismatch` */
  refuse(why: string): never {
    expectReadBack(false, this.file, `the form of ${this.what} (${why})`);
    throw new Error(why);
  }

  /** @throws AppError `export-mismatch` */
  end({ area, box, isAsked = true }: Said): void {
    this.objects++;
    const { file, what } = this;
    expectReadBack(isAsked, file, `the form of ${what}`);
    expectReadBack(!this.overlap, file, `the pixels of ${what}, which another object has too, and so it`);
    expectReadBack(area === undefined || area === this.area, file, `the area of ${what}`);
    if (!box) return;
    const isSame =
      box.x === this.left &&
      box.y === this.top &&
      box.width === this.right - this.left &&
      box.height === this.bottom - this.top;
    expectReadBack(isSame, file, `the box of ${what}`);
  }
}
