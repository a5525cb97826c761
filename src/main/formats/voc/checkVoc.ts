import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { counted } from '../../../shared/text/counted.ts';
import { XMLParser } from 'fast-xml-parser';
import { decode } from 'fast-png';
import { VOC_PALETTE } from '../../../shared/labels/vocPalette.ts';
import { checkPhotograph, photographsChecked } from '../dataset/checkPhotograph.ts';
import { expectReadBack } from '../dataset/expectReadBack.ts';
import type { Split } from '../dataset/splitIds.ts';
import type { WrittenImage } from '../dataset/WrittenImage.ts';
import type { IndexMask } from '../../image/mask/readIndexMask.ts';
import { checkObjects } from './checkObjects.ts';
import { readLabelmap } from './labelmap.ts';
import { vocLists } from './vocLists.ts';
import type { VocObjects } from './vocObjects.ts';
import { BOX, SIDES } from './vocObjects.ts';

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
 * @returns what was found right
 * @throws AppError `export-mismatch` naming the first file that differs
 */
export async function checkVoc(
  root: string,
  written: readonly VocImage[],
  split: Split,
  { classes, objects, next }: Checking,
): Promise<string[]> {
  await checkLists(root, split);
  checkLabelmap(root, classes);
  const names = new Map(classes.map(({ label, name }) => [label, name]));
  const photographs = written.filter(({ photograph }) => photograph !== 'left').length;
  if (photographs > 0) await expectFiles(join(root, 'JPEGImages'), photographs, 'the number of photographs');
  await expectFiles(join(root, 'SegmentationClass'), written.length, 'the number of masks');
  const parser = new XMLParser({ isArray: (name) => name === 'object', parseTagValue: false });
  for (const image of written) {
    await next();
    await checkPhotograph(join(root, 'JPEGImages', `${image.id}.jpg`), image);
    const mask = await checkMask(join(root, 'SegmentationClass', `${image.id}.png`), image);
    if (objects) {
      const file = join(root, 'SegmentationObject', `${image.id}.png`);
      checkObjects(await readVocPng(file), mask, image.objects, file);
    }
    await checkAnnotation(join(root, 'Annotations', `${image.id}.xml`), image, names, parser);
  }
  const listed = written.reduce((sum, image) => sum + image.objects.length / BOX, 0);
  return [
    `${counted(written.length, 'mask')} decoded and compared pixel for pixel`,
    ...(objects
      ? [`${counted(written.length, 'mask')} of objects decoded, their areas and boxes compared`]
      : []),
    `${counted(written.length, 'annotation')} read, ${counted(listed, 'object')} compared`,
    ...photographsChecked(written),
  ];
}

/** What is looked for. */
interface Checking {
  classes: readonly { label: number; name: string }[];
  /** Whether object masks were written. */
  objects: boolean;
  /** To be awaited before each image. */
  next: () => Promise<void>;
}

async function expectFiles(folder: string, count: number, what: string): Promise<void> {
  const found = await readdir(folder);
  expectReadBack(found.length === count, folder, what);
}

async function checkLists(root: string, split: Split): Promise<void> {
  const wanted = vocLists(split);
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

async function checkMask(file: string, image: VocImage): Promise<IndexMask> {
  const mask = await readVocPng(file);
  expectReadBack(mask.width === image.width && mask.height === image.height, file, 'the size');
  expectReadBack(createHash('sha256').update(mask.data).digest('hex') === image.maskHash, file, 'the labels');
  return mask;
}

async function readVocPng(file: string): Promise<IndexMask> {
  const png = decode(await readFile(file));
  expectVocPng(png, file);
  return { width: png.width, height: png.height, data: png.data as Uint8Array };
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

async function checkAnnotation(
  file: string,
  image: VocImage,
  names: ReadonlyMap<number, string>,
  parser: XMLParser,
): Promise<void> {
  const { annotation } = parser.parse(await readFile(file, 'utf8')) as ReadAnnotation;
  const { width, height } = annotation?.size ?? {};
  expectReadBack(annotation?.filename === image.fileName, file, 'the file name');
  expectReadBack(Number(width) === image.width && Number(height) === image.height, file, 'the size');
  const read = annotation?.object ?? [];
  expectReadBack(read.length === image.objects.length / BOX, file, 'the number of objects');
  for (const [index, { name, bndbox }] of read.entries()) {
    const [label, ...box] = image.objects.subarray(index * BOX, (index + 1) * BOX);
    const sameBox = SIDES.every((side, i) => Number(bndbox?.[side]) === box[i]);
    expectReadBack(name === names.get(label!) && sameBox, file, `object ${index + 1}`);
  }
}
