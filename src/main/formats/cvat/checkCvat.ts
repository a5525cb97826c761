import { join } from 'node:path';
import { counted } from '../../../shared/text/counted.ts';
import { XMLParser } from 'fast-xml-parser';
import type { Part } from '../../../shared/export/splitOptions.ts';
import { PARTS } from '../../../shared/export/splitOptions.ts';
import { checkCanvas } from '../dataset/checkCanvas.ts';
import { checkPhotograph, photographsChecked } from '../dataset/checkPhotograph.ts';
import { expectReadBack } from '../dataset/expectReadBack.ts';
import { linesOf } from '../dataset/linesOf.ts';
import { ObjectCanvas } from '../dataset/ObjectCanvas.ts';
import type { WrittenImage, WrittenImages } from '../dataset/WrittenImage.ts';
import type { ExportClass } from '../dataset/ExportClass.ts';
import { fillRings } from '../geometry/fillRings.ts';
import type { CvatImage } from './CvatImage.ts';

interface Shape {
  label: string;
  points?: string;
  rle?: string;
  left?: string;
  top?: string;
  width?: string;
  height?: string;
}
interface Parsed {
  image?: { name: string; subset: string; width: string; height: string; mask?: Shape[]; polygon?: Shape[] };
  annotations?: { meta?: { project?: { labels?: { label?: { name: string }[] } } } };
}

/**
 * Reads annotations.xml back, image by image, each parsed as XML by itself; what stands around them is parsed with them left out.
 *
 * @throws AppError `export-mismatch`
 */
export async function checkCvat(
  folder: string,
  { images, split }: WrittenImages<CvatImage>,
  _options: object,
  classes: readonly ExportClass[],
  next: () => Promise<void>,
): Promise<string[]> {
  const file = join(folder, 'annotations.xml');
  const partOf = new Map(PARTS.flatMap((part) => split[part].map((id): [string, Part] => [id, part])));
  const labels = new Map(classes.map(({ label, name }) => [name, label]));
  const parser = new XMLParser({
    ...{ ignoreAttributes: false, attributeNamePrefix: '', parseTagValue: false, trimValues: false },
    isArray: (name, _path, _isLeaf, isAttribute) =>
      !isAttribute && ['mask', 'polygon', 'label'].includes(name),
  });
  const around: string[] = [];
  let inside: string[] | undefined;
  let at = 0;
  for await (const line of linesOf(file)) {
    if (line.startsWith('  <image ')) inside = [];
    (inside ?? around).push(line);
    if (inside === undefined || line !== '  </image>') continue;
    await next();
    const image = images[at++];
    const read = (parser.parse(inside.join('\n')) as Parsed).image;
    expectReadBack(
      read?.name === image?.fileName && read?.subset === partOf.get(image!.id),
      file,
      'the images',
    );
    checkImage(read!, image!, labels, file);
    await checkPhotograph(join(folder, 'images', `${image!.id}.jpg`), image!);
    inside = undefined;
  }
  expectReadBack(at === images.length && inside === undefined, file, 'the number of images');
  const { annotations } = parser.parse(around.join('\n')) as Parsed;
  const names = annotations?.meta?.project?.labels?.label?.map(({ name }) => name) ?? [];
  const isSame = names.length === classes.length && classes.every(({ name }, i) => names[i] === name);
  expectReadBack(isSame && around.at(-1) === '</annotations>', file, 'the class names');
  const shapes = images.reduce((sum, image) => sum + image.shapes, 0);
  return [
    `${counted(shapes, 'shape')} of ${counted(images.length, 'image')} decoded and compared pixel for pixel`,
    ...photographsChecked(images),
  ];
}

function checkImage(
  read: NonNullable<Parsed['image']>,
  image: WrittenImage & CvatImage,
  labels: ReadonlyMap<string, number>,
  file: string,
): void {
  const isSize = Number(read.width) === image.width && Number(read.height) === image.height;
  expectReadBack(isSize, file, `the size of ${image.id}`);
  const canvas = new ObjectCanvas(image, file);
  for (const shape of [...(read.mask ?? []), ...(read.polygon ?? [])]) {
    canvas.begin(labels.get(shape.label) ?? 0, `a shape of ${image.id}`);
    if (shape.points !== undefined) {
      const ring = shape.points.split(';').flatMap((pair) => pair.split(',').map(Number));
      fillRings([ring], canvas, (y, from, to) => canvas.run(y, from, to));
      canvas.end({});
    } else drawRuns(canvas, shape);
  }
  checkCanvas(canvas, image, image.shapes, file);
}

function drawRuns(canvas: ObjectCanvas, { rle = '', ...sides }: Shape): void {
  const [x, y, width, height] = [sides.left, sides.top, sides.width, sides.height].map(Number) as [
    ...[number, number, number, number],
  ];
  const runs = rle.split(',').map(Number);
  const isWhole = runs.every((run) => Number.isInteger(run) && run >= 0);
  if (!isWhole || runs.reduce((sum, run) => sum + run, 0) !== width * height) canvas.refuse('its runs');
  let at = 0;
  for (const [index, run] of runs.entries()) {
    if (index % 2 === 1)
      for (let i = at; i < at + run; i++)
        canvas.pixel((y + Math.floor(i / width)) * canvas.width + x + (i % width));
    at += run;
  }
  canvas.end({ box: { x, y, width, height } });
}
