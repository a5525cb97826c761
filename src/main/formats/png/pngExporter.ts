import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { counted } from '../../../shared/text/counted.ts';
import { z } from 'zod';
import { BACKGROUND, isClass } from '../../../shared/labels/labelCodes.ts';
import { throughTable } from '../../../shared/labels/throughTable.ts';
import { encodeGreyPng } from '../../image/mask/encodeVocPng.ts';
import { readIndexMask } from '../../image/mask/readIndexMask.ts';
import { checkPhotograph, photographsChecked } from '../dataset/checkPhotograph.ts';
import { expectReadBack } from '../dataset/expectReadBack.ts';
import { checkPartLists, writePartLists } from '../dataset/partLists.ts';
import type { Exporter } from '../Exporter.ts';
import type { ExportClass } from '../dataset/ExportClass.ts';
import { formatLabelmap } from '../voc/labelmap.ts';
import { expectVocNames } from '../voc/vocNames.ts';

const pngOptionsSchema = z.strictObject({
  contiguous: z.boolean().default(true).meta({
    title: 'Values without gaps',
    description: 'Count the classes 1, 2, ... in their order; else masks have the labels of the project',
  }),
});
type PngOptions = z.infer<typeof pngOptionsSchema>;

/** What is kept of each image until it is read back: sha256 of its mask's values. */
interface PngImage {
  valueHash: string;
}

/** Grey PNGs of class indices: 0 background, 255 void, as mmsegmentation and others read them (docs/design.md, "Export"). */
export const pngExporter: Exporter<typeof pngOptionsSchema, PngImage> = {
  id: 'png',
  title: 'Index masks (PNG)',
  options: pngOptionsSchema,
  hasVoid: true,
  losses: ['Index masks have no objects: those of one class are one.'],
  layout: [
    { path: 'images/ID.jpg', holds: 'photographs', isPhotographs: true },
    { path: 'masks/ID.png', holds: 'masks, grey PNG: 0 background, 255 void' },
    { path: 'classes.txt', holds: 'a line for each value from 0 on' },
    { path: 'labelmap.txt', holds: 'the same with colours' },
    { path: 'PART.txt', holds: 'lists of the parts' },
  ],
  async write({ folder, classes, photographs, writeImages }, options) {
    expectVocNames(classes, 'A list of classes');
    for (const kind of photographs === 'leave' ? ['masks'] : ['images', 'masks'])
      await mkdir(join(folder, kind));
    const valued = withValues(classes, options);
    const table = valueTable(classes, options);
    const written = await writeImages(async ({ id, labelMap: { width, height, data }, putPhotograph }) => {
      await putPhotograph(join(folder, 'images', `${id}.jpg`));
      const values = throughTable(data, table);
      await writeFile(join(folder, 'masks', `${id}.png`), encodeGreyPng({ width, height, data: values }));
      return { valueHash: createHash('sha256').update(values).digest('hex') };
    });
    await writeFile(join(folder, 'classes.txt'), classLines(valued).join('\n'));
    await writeFile(join(folder, 'labelmap.txt'), formatLabelmap(valued));
    await writePartLists(folder, written.split);
    return written;
  },
  async check(folder, { images, split }, options, classes, next) {
    await checkPartLists(folder, split);
    const list = join(folder, 'classes.txt');
    const lines = (await readFile(list, 'utf8')).split('\n');
    const wanted = classLines(withValues(classes, options));
    const isSame = lines.length === wanted.length && wanted.every((line, i) => line === lines[i]);
    expectReadBack(isSame, list, 'the classes');
    const masks = join(folder, 'masks');
    const found = await readdir(masks);
    expectReadBack(found.length === images.length, masks, 'the number of masks');
    for (const image of images) {
      await next();
      await checkPhotograph(join(folder, 'images', `${image.id}.jpg`), image);
      const file = join(masks, `${image.id}.png`);
      const mask = readIndexMask(await readFile(file), file);
      expectReadBack(mask.width === image.width && mask.height === image.height, file, 'the size');
      const hash = createHash('sha256').update(mask.data).digest('hex');
      expectReadBack(hash === image.valueHash, file, 'the values');
    }
    return [
      `${counted(images.length, 'mask')} decoded and compared pixel for pixel`,
      ...photographsChecked(images),
    ];
  },
};

/** Classes with the values that masks have of them as labels. */
function withValues(classes: readonly ExportClass[], { contiguous }: PngOptions): ExportClass[] {
  return classes.map((item, index) => ({ ...item, label: contiguous ? index + 1 : item.label }));
}

function valueTable(classes: readonly ExportClass[], options: PngOptions): Uint8Array {
  const table = Uint8Array.from({ length: 256 }, (_, label) => (isClass(label) ? BACKGROUND : label));
  for (const [index, { label }] of withValues(classes, options).entries())
    table[classes[index]!.label] = label;
  return table;
}

/** A line for each value from 0 on; one that no class has is empty. */
function classLines(valued: readonly ExportClass[]): string[] {
  const lines = Array.from({ length: 1 + Math.max(...valued.map(({ label }) => label)) }, () => '');
  lines[BACKGROUND] = 'background';
  for (const { label, name } of valued) lines[label] = name;
  return lines;
}
