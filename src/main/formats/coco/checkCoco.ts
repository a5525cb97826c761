import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { counted } from '../../../shared/text/counted.ts';
import { cocoIds } from '../../../shared/classes/cocoClasses.ts';
import type { Part } from '../../../shared/export/splitOptions.ts';
import { PARTS } from '../../../shared/export/splitOptions.ts';
import { checkCanvas } from '../dataset/checkCanvas.ts';
import { checkPhotograph, photographsChecked } from '../dataset/checkPhotograph.ts';
import { expectReadBack } from '../dataset/expectReadBack.ts';
import { ObjectCanvas } from '../dataset/ObjectCanvas.ts';
import { readListed } from '../dataset/readListed.ts';
import type { WrittenImage, WrittenImages } from '../dataset/WrittenImage.ts';
import type { ExportClass } from '../dataset/ExportClass.ts';
import { fillRings } from '../geometry/fillRings.ts';
import type { CocoAnnotation } from './cocoAnnotation.ts';
import type { CocoImage } from './CocoImage.ts';
import type { CocoOptions } from './cocoOptions.ts';
import { decodeCounts, expandCounts } from './rle.ts';

type Written = WrittenImage & CocoImage;

/**
 * Reads the files of all parts back, image by image: every image once, in its part, and its annotations, whose masks together are its label map, each of its area
 * and its box.
 *
 * @throws AppError `export-mismatch`
 */
export async function checkCoco(
  folder: string,
  { images, split }: WrittenImages<CocoImage>,
  options: CocoOptions,
  classes: readonly ExportClass[],
  next: () => Promise<void>,
): Promise<string[]> {
  const byId = new Map(images.map((image) => [image.id, image]));
  const labels = new Map([...cocoIds(classes)].map(([label, id]) => [id, label]));
  const reading = { labels, classes, options, next };
  for (const part of PARTS)
    await checkPart(
      folder,
      part,
      split[part].map((id) => byId.get(id)!),
      reading,
    );
  for (const image of images) {
    await next();
    await checkPhotograph(join(folder, 'images', `${image.id}.jpg`), image);
  }
  const objects = images.reduce((sum, image) => sum + image.objects, 0);
  return [
    `${counted(objects, 'annotation')} of ${counted(images.length, 'image')} decoded and compared pixel for pixel, areas and boxes with them`,
    ...photographsChecked(images),
  ];
}

interface Reading {
  /** By category id. */
  labels: ReadonlyMap<number, number>;
  classes: readonly ExportClass[];
  options: CocoOptions;
  next: () => Promise<void>;
}

async function checkPart(
  folder: string,
  part: Part,
  images: readonly Written[],
  { labels, classes, options, next }: Reading,
): Promise<void> {
  const file = join(folder, 'annotations', `instances_${part}.json`);
  if (part === 'test' && images.length === 0) return expectReadBack(!existsSync(file), file, 'the part');
  let listed = 0;
  /** Image whose annotations are read. */
  let at = 0;
  let canvas: ObjectCanvas | undefined;
  const finish = (): void => {
    const image = images[at]!;
    canvas ??= new ObjectCanvas(image, file);
    checkCanvas(canvas, image, image.objects, file);
    canvas = undefined;
    at++;
  };
  await readListed(file, {
    head: ({ categories }) => {
      const read = categories as { id?: number; name?: string }[];
      const isSame = classes.every(({ name, label }, i) => {
        return read[i]?.name === name && labels.get(read[i]?.id ?? 0) === label;
      });
      expectReadBack(isSame && read.length === classes.length, file, 'the categories');
    },
    item: async (list, item) => {
      if (list === 'images') {
        const image = images[listed++];
        const read = item as Record<string, unknown>;
        const isSame = read['id'] === image?.imageId && read['file_name'] === image?.fileName;
        expectReadBack(isSame, file, 'the images');
        const isSize = read['width'] === image!.width && read['height'] === image!.height;
        expectReadBack(isSize, file, `the size of ${image!.id}`);
        return;
      }
      const annotation = item as CocoAnnotation;
      while (at < images.length && images[at]!.imageId !== annotation.image_id) {
        finish();
        await next();
      }
      expectReadBack(at < images.length, file, 'the order of the annotations');
      canvas ??= new ObjectCanvas(images[at]!, file);
      draw(canvas, annotation, labels.get(annotation.category_id) ?? 0, options);
    },
  });
  expectReadBack(listed === images.length, file, 'the number of images');
  while (at < images.length) finish();
}

function draw(
  canvas: ObjectCanvas,
  { id, segmentation, area, bbox: [x, y, width, height] }: CocoAnnotation,
  label: number,
  options: CocoOptions,
): void {
  canvas.begin(label, `annotation ${id}`);
  if (Array.isArray(segmentation))
    for (const ring of segmentation) fillRings([ring], canvas, (row, from, to) => canvas.run(row, from, to));
  else drawCounts(canvas, segmentation.counts);
  const isAsked = Array.isArray(segmentation) === (options.segmentation === 'polygons');
  canvas.end({ isAsked, area, box: { x, y, width, height } });
}

function drawCounts(canvas: ObjectCanvas, text: string): void {
  try {
    decodeCounts(expandCounts(text), canvas, (pixel) => canvas.pixel(pixel));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    canvas.refuse(error.message);
  }
}
