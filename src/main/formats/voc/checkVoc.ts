import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { XMLParser } from 'fast-xml-parser';
import { decode } from 'fast-png';
import { VOC_PALETTE } from '../../../shared/labels/vocPalette.ts';
import { readImageHeader } from '../../image/readImageHeader.ts';
import { expectReadBack } from '../dataset/expectReadBack.ts';
import type { Split } from '../dataset/splitIds.ts';
import type { WrittenImage } from '../dataset/writeImages.ts';
import { checkObjects } from './checkObjects.ts';
import { readLabelmap } from './labelmap.ts';
import type { VocObjects } from './writeVocImage.ts';

type VocImage = WrittenImage & VocObjects;

interface ReadAnnotation {
  annotation?: {
    filename?: string;
    size?: { width?: string; height?: string };
    object?: { name?: string; bndbox?: Record<'xmin' | 'ymin' | 'xmax' | 'ymax', string> }[];
  };
}

/**
 * Reads an exported data set back by the rules of its readers: ids from the lists, one JPEG, one palette PNG of
 * the same size and one XML for each, with the very labels and boxes that were meant, and the names of all classes.
 *
 * @param objects whether object masks were written
 * @throws AppError `export-mismatch` naming the first file that differs
 */
export async function checkVoc(
  root: string,
  written: readonly VocImage[],
  split: Split,
  { classes, objects }: { classes: readonly { label: number; name: string }[]; objects: boolean },
): Promise<void> {
  await checkLists(root, split);
  checkLabelmap(root, classes);
  const images = await readdir(join(root, 'JPEGImages'));
  const masks = await readdir(join(root, 'SegmentationClass'));
  expectReadBack(images.length === written.length, join(root, 'JPEGImages'), 'the number of photographs');
  expectReadBack(masks.length === written.length, join(root, 'SegmentationClass'), 'the number of masks');
  const parser = new XMLParser({ isArray: (name) => name === 'object', parseTagValue: false });
  for (const image of written) {
    await checkPhotograph(join(root, 'JPEGImages', `${image.id}.jpg`), image);
    const mask = join(root, 'SegmentationClass', `${image.id}.png`);
    await checkMask(mask, image);
    if (objects) {
      const file = join(root, 'SegmentationObject', `${image.id}.png`);
      expectVocPng(decode(await readFile(file)), file);
      await checkObjects(file, mask, image.objects);
    }
    await checkAnnotation(join(root, 'Annotations', `${image.id}.xml`), image, parser);
  }
}

async function checkLists(root: string, { train, val }: Split): Promise<void> {
  const wanted = { train, val, trainval: [...train, ...val].sort() };
  for (const set of ['Segmentation', 'Main']) {
    for (const [name, ids] of Object.entries(wanted)) {
      const file = join(root, 'ImageSets', set, `${name}.txt`);
      const text = await readFile(file, 'utf8');
      expectReadBack(text === ids.join('\n') && !/[ #]/.test(text), file, 'the ids');
    }
  }
}

function checkLabelmap(root: string, classes: readonly { label: number; name: string }[]): void {
  const read = readLabelmap(root);
  const same = read.size === classes.length && classes.every(({ label, name }) => read.get(label) === name);
  expectReadBack(same, join(root, 'labelmap.txt'), 'the class names');
}

async function checkPhotograph(file: string, image: VocImage): Promise<void> {
  const header = readImageHeader(await readFile(file), file);
  expectReadBack(
    header.format === 'jpeg' && header.orientation === 1,
    file,
    'the format (a JPEG without rotation)',
  );
  expectReadBack(header.width === image.width && header.height === image.height, file, 'the size');
}

async function checkMask(file: string, image: VocImage): Promise<void> {
  const png = decode(await readFile(file));
  expectVocPng(png, file);
  expectReadBack(png.width === image.width && png.height === image.height, file, 'the size');
  expectReadBack(createHash('sha256').update(png.data).digest('hex') === image.maskHash, file, 'the labels');
}

function expectVocPng(png: ReturnType<typeof decode>, file: string): void {
  expectReadBack(
    png.depth === 8 && png.channels === 1 && png.palette?.length === 256,
    file,
    'the format (8-bit palette)',
  );
  const sameColours = png.palette!.every((colour, i) =>
    colour.every((value, k) => value === VOC_PALETTE[i]![k]),
  );
  expectReadBack(sameColours, file, 'the colour map');
}

async function checkAnnotation(file: string, image: VocImage, parser: XMLParser): Promise<void> {
  const { annotation } = parser.parse(await readFile(file, 'utf8')) as ReadAnnotation;
  const { width, height } = annotation?.size ?? {};
  expectReadBack(annotation?.filename === `${image.id}.jpg`, file, 'the file name');
  expectReadBack(Number(width) === image.width && Number(height) === image.height, file, 'the size');
  const objects = annotation?.object ?? [];
  expectReadBack(objects.length === image.objects.length, file, 'the number of objects');
  image.objects.forEach(({ name, box }, index) => {
    const read = objects[index]!;
    const sameBox = (['xmin', 'ymin', 'xmax', 'ymax'] as const).every(
      (side) => Number(read.bndbox?.[side]) === box[side],
    );
    expectReadBack(read.name === name && sameBox, file, `object ${index + 1}`);
  });
}
