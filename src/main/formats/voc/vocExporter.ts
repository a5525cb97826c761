import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Split } from '../dataset/splitIds.ts';
import { vocLists } from './vocLists.ts';
import type { Exporter } from '../Exporter.ts';
import { checkVoc } from './checkVoc.ts';
import { expectVocNames } from './vocNames.ts';
import type { VocOptions } from './vocOptions.ts';
import { vocOptionsSchema } from './vocOptions.ts';
import { formatLabelmap } from './labelmap.ts';
import type { VocObjects } from './vocObjects.ts';
import { writeVocImage } from './writeVocImage.ts';

/** Where a data set lies inside the export folder. */
export const VOC_FOLDER = join('VOCdevkit', 'VOC2012');

/** PASCAL VOC 2012: palette masks, boxes and lists (docs/design.md, "Export"). */
export const vocExporter: Exporter<typeof vocOptionsSchema, VocObjects> = {
  id: 'voc',
  title: 'PASCAL VOC 2012',
  options: vocOptionsSchema,
  hasVoid: true,
  losses: [],
  layout: [
    { path: 'VOCdevkit/VOC2012/JPEGImages/ID.jpg', holds: 'photographs', isPhotographs: true },
    { path: 'VOCdevkit/VOC2012/SegmentationClass/ID.png', holds: 'masks of classes, palette PNG' },
    {
      path: 'VOCdevkit/VOC2012/SegmentationObject/ID.png',
      holds: 'masks of objects',
      where: ['objects', true],
    },
    {
      path: 'VOCdevkit/VOC2012/SegmentationClassIndex/ID.png',
      holds: 'masks of classes, grey PNG',
      where: ['greyMasks', true],
    },
    { path: 'VOCdevkit/VOC2012/Annotations/ID.xml', holds: 'boxes of objects' },
    { path: 'VOCdevkit/VOC2012/ImageSets/Segmentation/PART.txt', holds: 'lists of the parts' },
    { path: 'VOCdevkit/VOC2012/labelmap.txt', holds: 'classes and their colours' },
  ],
  async write(job, options) {
    expectVocNames(job.classes);
    const root = join(job.folder, VOC_FOLDER);
    await makeFolders(root, options, job.photographs !== 'leave');
    const names = new Map(job.classes.map(({ label, name }) => [label, name]));
    const written = await job.writeImages((image) => writeVocImage(image, names, root, options));
    await writeLists(root, written.split);
    await writeFile(join(root, 'labelmap.txt'), formatLabelmap(job.classes));
    return written;
  },
  check: (folder, { images, split }, { objects }, classes, next) =>
    checkVoc(join(folder, VOC_FOLDER), images, split, { classes, objects, next }),
};

async function makeFolders(
  root: string,
  { objects, greyMasks }: VocOptions,
  photographs: boolean,
): Promise<void> {
  const folders = [
    ...(photographs ? ['JPEGImages'] : []),
    'SegmentationClass',
    'Annotations',
    'ImageSets/Segmentation',
    'ImageSets/Main',
  ];
  if (objects) folders.push('SegmentationObject');
  if (greyMasks) folders.push('SegmentationClassIndex');
  for (const folder of folders) await mkdir(join(root, folder), { recursive: true });
}

async function writeLists(root: string, split: Split): Promise<void> {
  for (const set of ['Segmentation', 'Main']) {
    for (const [name, ids] of Object.entries(vocLists(split))) {
      await writeFile(join(root, 'ImageSets', set, `${name}.txt`), ids.join('\n'));
    }
  }
}
