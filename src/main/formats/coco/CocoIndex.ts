import { AppError } from '../../../shared/errors/AppError.ts';
import type { TimeSlices } from '../dataset/TimeSlices.ts';
import { RangedFile } from '../json/RangedFile.ts';
import { scanJson } from '../json/scanJson.ts';
import type { JsonObject } from '../json/values.ts';
import { idIn, isObject, parseJson, sizeIn } from '../json/values.ts';
import { Losses } from '../shapes/Losses.ts';
import { GrowingNumbers } from './GrowingNumbers.ts';

const WANTED = new Set(['images', 'categories', 'annotations']);
/** More than any data set has; places of each are kept in memory. */
const MOST_ANNOTATIONS = 20_000_000;
const MOST_IMAGES = 5_000_000;

type Id = string | number;

/** An image that a file lists. */
export interface CocoImage {
  /** As the file has it. */
  path: string;
  size: { width: number; height: number } | undefined;
  /** Position among all ids of images. */
  position: number;
}

/**
 * What a file of COCO annotations holds, found in one pass: images and categories, and of each annotation only where it stands, so that a file of any length takes little
 * memory. Annotations are read when they are asked for.
 */
export class CocoIndex {
  readonly images: CocoImage[] = [];
  readonly categories = new Map<Id, string>();
  /** Whether annotations have segments of a panoptic PNG, and no shapes of their own. */
  isPanoptic = false;
  /** What concerns no single image. */
  readonly losses = new Losses();
  private readonly positions = new Map<Id, number>();
  private readonly listed = new Set<number>();
  private readonly starts = new GrowingNumbers((length) => new Float64Array(length));
  private readonly lengths = new GrowingNumbers((length) => new Uint32Array(length));
  private readonly owners = new GrowingNumbers((length) => new Uint32Array(length));
  /** Of each annotation, the position of its category among all that annotations have named. */
  private readonly kinds = new GrowingNumbers((length) => new Uint32Array(length));
  private readonly kindOf = new Map<Id | undefined, number>();
  /** Annotations by image: those of position p are `sorted[begins[p]]` to `sorted[begins[p + 1] - 1]`. */
  private begins = new Uint32Array(1);
  private sorted = new Uint32Array(0);
  private readonly file: string;
  private readonly ranged: RangedFile;

  private constructor(file: string) {
    this.file = file;
    this.ranged = new RangedFile(file);
  }

  /** @throws AppError `not-found`, `invalid-input` naming the file, `cancelled` */
  static async read(file: string, slices: TimeSlices): Promise<CocoIndex> {
    const index = new CocoIndex(file);
    await scanJson(
      file,
      (key) => WANTED.has(key),
      (key, start, bytes) => index.take(key, start, bytes),
      slices,
    );
    index.sort();
    return index;
  }

  /**
   * The annotations of an image, in the order of the file; whatever is no object there is told to `losses`.
   *
   * @throws AppError `not-found`, `invalid-input`
   */
  annotationsOf({ position }: Pick<CocoImage, 'position'>, losses: Losses): JsonObject[] {
    const own = this.sorted.subarray(this.begins[position]!, this.begins[position + 1]!);
    const ranges = Array.from(own, (i) => ({ start: this.starts.at(i), length: this.lengths.at(i) }));
    return this.ranged.read(ranges).flatMap((bytes) => {
      const value = parseJson(bytes);
      if (isObject(value)) return [value];
      losses.add('annotations that cannot be read');
      return [];
    });
  }

  /** Ids of the categories that annotations of an image have, boxes and crowds included; one without an id is undefined. */
  categoriesOf({ position }: Pick<CocoImage, 'position'>): (Id | undefined)[] {
    const ids = [...this.kindOf.keys()];
    const own = this.sorted.subarray(this.begins[position]!, this.begins[position + 1]!);
    return [...new Set(Array.from(own, (i) => this.kinds.at(i)))].map((kind) => ids[kind]);
  }

  /** Whether it has annotations at all: a list of images alone says nothing of what they show. */
  get hasAnnotations(): boolean {
    return this.sorted.length > 0;
  }

  private take(key: string, start: number, bytes: Buffer): void {
    const value = parseJson(bytes);
    if (!isObject(value)) this.losses.add(`${key} that cannot be read`);
    else if (key === 'images') this.takeImage(value);
    else if (key === 'categories') this.takeCategory(value);
    else this.takeAnnotation(value, start, bytes.length);
  }

  private takeImage({ id, file_name: path, width, height }: JsonObject): void {
    const known = idIn(id);
    if (known === undefined || typeof path !== 'string' || path === '') {
      this.losses.add('images without an id or a file name');
      return;
    }
    const position = this.positionOf(known);
    if (this.listed.has(position)) {
      this.losses.add('images with an id that another one has');
      return;
    }
    this.listed.add(position);
    this.images.push({ path, size: sizeIn(width, height), position });
  }

  private takeCategory({ id, name }: JsonObject): void {
    const known = idIn(id);
    if (known === undefined || typeof name !== 'string')
      this.losses.add('categories without an id or a name');
    else if (this.categories.has(known)) this.losses.add('categories with an id that another one has');
    else this.categories.set(known, name);
  }

  private takeAnnotation(
    { image_id, category_id: category, segments_info: segments }: JsonObject,
    start: number,
    length: number,
  ): void {
    const image = idIn(image_id);
    if (image === undefined) {
      this.losses.add('annotations of no image');
      return;
    }
    if (this.starts.length >= MOST_ANNOTATIONS)
      throw new AppError(
        'invalid-input',
        `${this.file} has more than ${MOST_ANNOTATIONS} annotations. Part it into several files.`,
      );
    if (Array.isArray(segments)) this.isPanoptic = true;
    this.starts.push(start);
    this.lengths.push(length);
    this.owners.push(this.positionOf(image));
    this.kinds.push(this.kindAt(idIn(category)));
  }

  private kindAt(category: Id | undefined): number {
    let kind = this.kindOf.get(category);
    if (kind === undefined) {
      kind = this.kindOf.size;
      this.kindOf.set(category, kind);
    }
    return kind;
  }

  private positionOf(id: Id): number {
    let position = this.positions.get(id);
    if (position === undefined) {
      position = this.positions.size;
      if (position >= MOST_IMAGES)
        throw new AppError(
          'invalid-input',
          `${this.file} has more than ${MOST_IMAGES} images. Part it into several files.`,
        );
      this.positions.set(id, position);
    }
    return position;
  }

  /** Sorts annotations by image, those of one image in their order. */
  private sort(): void {
    const begins = new Uint32Array(this.positions.size + 1);
    for (let i = 0; i < this.owners.length; i++) begins[this.owners.at(i) + 1]! += 1;
    for (let p = 0; p + 1 < begins.length; p++) begins[p + 1]! += begins[p]!;
    const next = begins.slice();
    this.sorted = new Uint32Array(this.owners.length);
    for (let i = 0; i < this.owners.length; i++) this.sorted[next[this.owners.at(i)]!++] = i;
    this.begins = begins;
    for (const position of this.positions.values())
      if (!this.listed.has(position))
        this.losses.add(
          'annotations of images that are not listed',
          begins[position + 1]! - begins[position]!,
        );
    this.positions.clear();
    this.listed.clear();
  }
}
