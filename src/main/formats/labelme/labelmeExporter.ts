import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { counted } from '../../../shared/text/counted.ts';
import { z } from 'zod';
import { checkCanvas } from '../dataset/checkCanvas.ts';
import { checkPhotograph, photographsChecked } from '../dataset/checkPhotograph.ts';
import { expectReadBack } from '../dataset/expectReadBack.ts';
import { ObjectCanvas } from '../dataset/ObjectCanvas.ts';
import { checkPartLists, writePartLists } from '../dataset/partLists.ts';
import type { WrittenImage } from '../dataset/WrittenImage.ts';
import type { Exporter } from '../Exporter.ts';
import { fillRings } from '../geometry/fillRings.ts';
import type { LabelmeFile } from './labelmeJson.ts';
import { labelmeFile } from './labelmeJson.ts';

/** What is kept of each image until it is read back. */
interface LabelmeImage {
  shapes: number;
}

/** labelme: a JSON file of polygons beside each photograph (docs/design.md, "Export"). */
export const labelmeExporter: Exporter<z.ZodObject<Record<never, never>, z.core.$strict>, LabelmeImage> = {
  id: 'labelme',
  title: 'labelme',
  options: z.strictObject({}),
  hasVoid: false,
  losses: ['labelme has no void: void pixels are background there.'],
  layout: [
    { path: 'images/ID.jpg', holds: 'photographs', isPhotographs: true },
    { path: 'images/ID.json', holds: 'polygons of each object' },
    { path: 'PART.txt', holds: 'lists of the parts' },
  ],
  async write({ folder, classes, writeImages }) {
    await mkdir(join(folder, 'images'));
    const names = new Map(classes.map(({ label, name }) => [label, name]));
    const written = await writeImages(async ({ id, labelMap, fileName, objects, putPhotograph }) => {
      await putPhotograph(join(folder, 'images', `${id}.jpg`));
      const { width, height } = labelMap;
      const file = labelmeFile(objects(), { width, height, fileName }, names);
      await writeFile(join(folder, 'images', `${id}.json`), `${JSON.stringify(file)}\n`);
      return { shapes: file.shapes.length };
    });
    await writePartLists(folder, written.split);
    return written;
  },
  async check(folder, { images, split }, _options, classes, next) {
    await checkPartLists(folder, split);
    const labels = new Map(classes.map(({ label, name }) => [name, label]));
    for (const image of images) {
      await next();
      await checkPhotograph(join(folder, 'images', `${image.id}.jpg`), image);
      await checkShapes(join(folder, 'images', `${image.id}.json`), image, labels);
    }
    const shapes = images.reduce((sum, image) => sum + image.shapes, 0);
    return [
      `${counted(shapes, 'polygon')} of ${counted(images.length, 'image')} filled and compared pixel for pixel`,
      ...photographsChecked(images),
    ];
  },
};

async function checkShapes(
  file: string,
  image: WrittenImage & LabelmeImage,
  labels: ReadonlyMap<string, number>,
): Promise<void> {
  const read = JSON.parse(await readFile(file, 'utf8')) as LabelmeFile;
  expectReadBack(read.imagePath === image.fileName, file, 'the file name');
  const isSize = read.imageWidth === image.width && read.imageHeight === image.height;
  expectReadBack(isSize, file, 'the size');
  const canvas = new ObjectCanvas(image, file);
  for (const [index, { label, points }] of read.shapes.entries()) {
    canvas.begin(labels.get(label) ?? 0, `shape ${index + 1}`);
    fillRings([points.flat()], canvas, (y, from, to) => canvas.run(y, from, to));
    canvas.end({});
  }
  checkCanvas(canvas, image, image.shapes, file);
}
