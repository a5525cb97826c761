import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { PARTS } from '../../../shared/export/splitOptions.ts';
import type { Exporter } from '../Exporter.ts';
import type { YoloImage } from './YoloImage.ts';
import { checkYolo } from './checkYolo.ts';
import { yoloData } from './yoloData.ts';
import { yoloText } from './yoloText.ts';

/** YOLO's polygons, as Ultralytics reads them for segmentation (docs/design.md, "Export"). */
export const yoloExporter: Exporter<z.ZodObject<Record<never, never>, z.core.$strict>, YoloImage> = {
  id: 'yolo',
  title: 'YOLO segmentation',
  options: z.strictObject({}),
  hasVoid: false,
  losses: [
    'YOLO has no void: void pixels are background there.',
    'An object in several parts is one polygon, with a line between them that some trainers draw.',
  ],
  layout: [
    { path: 'data.yaml', holds: 'parts and classes' },
    { path: 'images/PART/ID.jpg', holds: 'photographs', isPhotographs: true },
    { path: 'labels/PART/ID.txt', holds: 'a polygon for each object' },
  ],
  async write({ folder, classes, photographs, writeImages }) {
    const hasPhotographs = photographs !== 'leave';
    for (const kind of hasPhotographs ? ['images', 'labels'] : ['labels']) await mkdir(join(folder, kind));
    const numbers = new Map(classes.map(({ label }, number) => [label, number]));
    const written = await writeImages(async ({ id, labelMap, objects, putPhotograph }) => {
      await putPhotograph(join(folder, 'images', `${id}.jpg`));
      await writeFile(join(folder, 'labels', `${id}.txt`), yoloText(objects(), labelMap, numbers));
      return { objects: objects().objects.length };
    });
    for (const part of PARTS) {
      if (part === 'test' && written.split.test.length === 0) continue;
      await gather(join(folder, 'labels'), part, written.split[part], 'txt');
      if (hasPhotographs) await gather(join(folder, 'images'), part, written.split[part], 'jpg');
    }
    await writeFile(join(folder, 'data.yaml'), yoloData(classes, written.split));
    return written;
  },
  check: checkYolo,
};

/** Which part an image belongs to is known when all are written. */
async function gather(folder: string, part: string, ids: readonly string[], ending: string): Promise<void> {
  await mkdir(join(folder, part));
  for (const id of ids) await rename(join(folder, `${id}.${ending}`), join(folder, part, `${id}.${ending}`));
}
