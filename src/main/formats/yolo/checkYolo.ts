import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { counted } from '../../../shared/text/counted.ts';
import { PARTS } from '../../../shared/export/splitOptions.ts';
import { checkCanvas } from '../dataset/checkCanvas.ts';
import { checkPhotograph, photographsChecked } from '../dataset/checkPhotograph.ts';
import { expectReadBack } from '../dataset/expectReadBack.ts';
import { ObjectCanvas } from '../dataset/ObjectCanvas.ts';
import type { WrittenImage, WrittenImages } from '../dataset/WrittenImage.ts';
import type { ExportClass } from '../dataset/ExportClass.ts';
import { fillRings } from '../geometry/fillRings.ts';
import { readYoloNames } from './yoloData.ts';
import type { YoloImage } from './YoloImage.ts';
import { readYoloText } from './yoloText.ts';

/**
 * Reads classes, parts, photographs and polygons back; polygons are filled at the centres of pixels.
 *
 * @throws AppError `export-mismatch`
 */
export async function checkYolo(
  folder: string,
  { images, split }: WrittenImages<YoloImage>,
  _options: object,
  classes: readonly ExportClass[],
  next: () => Promise<void>,
): Promise<string[]> {
  await checkNames(join(folder, 'data.yaml'), classes);
  const labels = classes.map(({ label }) => label);
  const byId = new Map(images.map((image) => [image.id, image]));
  for (const part of PARTS) {
    if (part === 'test' && split.test.length === 0) continue;
    const place = join(folder, 'labels', part);
    const found = await readdir(place);
    expectReadBack(found.length === split[part].length, place, 'the number of files');
    for (const id of split[part]) {
      await next();
      const image = byId.get(id)!;
      await checkPhotograph(join(folder, 'images', part, `${id}.jpg`), image);
      await checkLabels(join(place, `${id}.txt`), image, labels);
    }
  }
  const objects = images.reduce((sum, image) => sum + image.objects, 0);
  return [
    `${counted(objects, 'polygon')} of ${counted(images.length, 'image')} filled and compared pixel for pixel`,
    ...photographsChecked(images),
  ];
}

async function checkNames(file: string, classes: readonly ExportClass[]): Promise<void> {
  const text = await readFile(file, 'utf8');
  let names: string[] = [];
  try {
    names = readYoloNames(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    expectReadBack(false, file, 'the form');
  }
  const isSame = names.length === classes.length && classes.every(({ name }, i) => names[i] === name);
  expectReadBack(isSame && text.includes(`\nnc: ${classes.length}\n`), file, 'the class names');
}

async function checkLabels(
  file: string,
  image: WrittenImage & YoloImage,
  labels: readonly number[],
): Promise<void> {
  const canvas = new ObjectCanvas(image, file);
  let lines: ReturnType<typeof readYoloText> = [];
  try {
    lines = readYoloText(await readFile(file, 'utf8'), image);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    expectReadBack(false, file, `the line ${error.message}`);
  }
  for (const [index, { number, ring }] of lines.entries()) {
    canvas.begin(labels[number] ?? 0, `line ${index + 1}`);
    fillRings([ring], canvas, (y, from, to) => canvas.run(y, from, to));
    canvas.end({});
  }
  checkCanvas(canvas, image, image.objects, file);
}
