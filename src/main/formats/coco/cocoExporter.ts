import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import packageJson from '../../../../package.json' with { type: 'json' };
import { cocoIds } from '../../../shared/classes/cocoClasses.ts';
import { PARTS } from '../../../shared/export/splitOptions.ts';
import { writeListedJson } from '../dataset/listedJson.ts';
import { Spool } from '../dataset/Spool.ts';
import type { Exporter } from '../Exporter.ts';
import { checkCoco } from './checkCoco.ts';
import type { CocoImage } from './CocoImage.ts';
import { cocoAnnotation } from './cocoAnnotation.ts';
import { cocoOptionsSchema } from './cocoOptions.ts';

/** COCO instances: a file for each part, with an annotation for each object (docs/design.md, "Export"). */
export const cocoExporter: Exporter<typeof cocoOptionsSchema, CocoImage> = {
  id: 'coco',
  title: 'COCO instances',
  options: cocoOptionsSchema,
  hasVoid: false,
  losses: ['COCO has no void: void pixels are background there.'],
  layout: [
    { path: 'images/ID.jpg', holds: 'photographs', isPhotographs: true },
    {
      path: 'annotations/instances_PART.json',
      holds: 'objects as run lengths',
      where: ['segmentation', 'rle'],
    },
    {
      path: 'annotations/instances_PART.json',
      holds: 'objects as polygons',
      where: ['segmentation', 'polygons'],
    },
  ],
  async write({ folder, classes, photographs, writeImages }, options) {
    if (photographs !== 'leave') await mkdir(join(folder, 'images'));
    await mkdir(join(folder, 'annotations'));
    const categories = cocoIds(classes);
    const spool = new Spool(join(folder, '.annotations'));
    try {
      const written = await writeImages(async ({ id, imageId, labelMap, objects: find, putPhotograph }) => {
        await putPhotograph(join(folder, 'images', `${id}.jpg`));
        const { ids, objects } = find();
        const place = { imageId, width: labelMap.width, height: labelMap.height };
        const lines = objects.map((object, index) =>
          JSON.stringify(cocoAnnotation(object, { ids, id: index + 1 }, place, categories, options)),
        );
        return { annotations: spool.add(lines.join('\n')), objects: objects.length };
      });
      const byId = new Map(written.images.map((image) => [image.id, image]));
      for (const part of PARTS) {
        const images = written.split[part].map((id) => byId.get(id)!);
        if (part === 'test' && images.length === 0) continue;
        writeListedJson(join(folder, 'annotations', `instances_${part}.json`), headOf(classes, categories), {
          images: images.map(({ imageId, fileName, width, height }) =>
            JSON.stringify({ id: imageId, file_name: fileName, width, height, license: 0 }),
          ),
          annotations: (function* () {
            for (const { annotations, objects } of images)
              if (objects > 0) yield* spool.read(annotations).split('\n');
          })(),
        });
      }
      return written;
    } finally {
      spool.remove();
    }
  },
  check: checkCoco,
};

function headOf(
  classes: readonly { label: number; name: string }[],
  categories: ReadonlyMap<number, number>,
): object {
  return {
    info: { description: 'Camweave', version: packageJson.version, year: new Date().getFullYear() },
    licenses: [],
    categories: classes.map(({ label, name }) => ({ id: categories.get(label), name, supercategory: '' })),
  };
}
