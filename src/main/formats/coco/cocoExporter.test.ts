import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exportFormat } from '../../../../testing/exportFormat.ts';
import { mask } from '../../../../testing/maskMatchers.ts';
import { paintedProject, PLAIN_PICTURE } from '../../../../testing/paintedProject.ts';
import { temporaryFolder } from '../../../../testing/temporaryFolder.ts';
import { fillRings } from '../geometry/fillRings.ts';
import type { CocoAnnotation } from './cocoAnnotation.ts';
import { cocoExporter } from './cocoExporter.ts';
import { decodeCounts, expandCounts } from './rle.ts';

interface Instances {
  images: { id: number; file_name: string; width: number; height: number }[];
  annotations: CocoAnnotation[];
  categories: { id: number; name: string }[];
}
const instances = (out: string, part = 'train'): Instances =>
  JSON.parse(readFileSync(join(out, 'annotations', `instances_${part}.json`), 'utf8')) as Instances;

/** What annotations show of an image of 12 x 8 pixels, cats as 1, dogs as 2. */
function drawn(annotations: readonly CocoAnnotation[]) {
  const canvas = mask(PLAIN_PICTURE.replaceAll(/[12]/g, '0'));
  for (const { segmentation, category_id: category } of annotations) {
    const label = category === 17 ? 1 : 2;
    if (Array.isArray(segmentation))
      for (const ring of segmentation)
        fillRings([ring], canvas, (y, from, to) => canvas.data.fill(label, y * 12 + from, y * 12 + to));
    else decodeCounts(expandCounts(segmentation.counts), canvas, (pixel) => (canvas.data[pixel] = label));
  }
  return canvas;
}

describe('an export as COCO', () => {
  it.each(['rle', 'polygons'])(
    'has the very masks as %s, with areas, boxes and COCO’s ids',
    async (segmentation) => {
      const folder = temporaryFolder();
      const project = paintedProject(folder, ['plain.jpg', 'exif6.jpg']);
      const out = join(folder, 'out');
      const { report } = await exportFormat(project, cocoExporter, { out, options: { segmentation } });
      const { images, annotations, categories } = instances(out);
      expect(images.map(({ file_name: name }) => name)).toEqual(['exif6.jpg', 'plain.jpg']);
      expect(categories.map(({ id, name }) => [id, name])).toEqual([
        ...[
          [17, 'cat'],
          [18, 'dog'],
        ],
      ]);
      for (const { id } of images)
        expect(drawn(annotations.filter((item) => item.image_id === id))).toMatchMask(PLAIN_PICTURE);
      const [ring] = annotations;
      expect(ring).toMatchObject({ category_id: 17, area: 20, bbox: [0, 0, 6, 6], iscrowd: 0 });
      expect(existsSync(join(out, 'annotations', 'instances_test.json'))).toBe(false);
      expect(instances(out, 'val').images).toEqual([]);
      expect(report.warnings.join()).toContain('COCO instances has no void: 8 void pixels in 2 of 2 images');
      expect(report.checked[0]).toMatch(/^\d+ annotations of 2 images decoded/);
      project.close();
    },
  );

  it('has ids that stay when other objects and images change', async () => {
    const folder = temporaryFolder();
    const project = paintedProject(folder, ['plain.jpg', 'exif6.jpg']);
    const [before, after] = [join(folder, 'before'), join(folder, 'after')];
    await exportFormat(project, cocoExporter, { out: before });
    await exportFormat(project, cocoExporter, { out: after, common: { smallestArea: 5 } });
    const ids = new Set(instances(before).annotations.map(({ id }) => id));
    const left = instances(after).annotations;
    expect(left.length).toBeLessThan(ids.size);
    expect(left.every(({ id }) => ids.has(id))).toBe(true);
    expect(Math.max(...ids)).toBeLessThan(2 ** 53);
    expect(ids.size).toBe(instances(before).annotations.length);
    project.close();
  });

  it('names photographs by their place where they are left, and has each image in its part', async () => {
    const folder = temporaryFolder();
    const project = paintedProject(folder, ['plain.jpg', 'exif6.jpg', 'cmyk.jpg']);
    const out = join(folder, 'out');
    const split = { val: ['exif6'], test: ['cmyk'] };
    const { report } = await exportFormat(project, cocoExporter, {
      ...{ out, split, common: { photographs: 'leave' } },
    });
    expect(report).toMatchObject({ train: 1, val: 1, test: 1, copied: 0, reencoded: 0 });
    expect(instances(out, 'test').images[0]!.file_name).toBe('cmyk.jpg');
    expect(instances(out, 'val').annotations.length).toBeGreaterThan(0);
    expect(existsSync(join(out, 'images'))).toBe(false);
    project.close();
  });
});

describe('reading COCO back', () => {
  it.each([
    ['an area', '"area":20', '"area":21', 'the area of annotation'],
    ['a box', '"bbox":[0,0,6,6]', '"bbox":[0,0,6,7]', 'the box of annotation'],
    ['a class', '"category_id":17', '"category_id":18', 'the mask of plain'],
    ['a class that is none', '"category_id":17', '"category_id":3', 'the class of annotation'],
    ['run lengths', '"counts":"', '"counts":"1', 'the form of annotation'],
    ['a size', '"width":12', '"width":13', 'the size of plain'],
    ['a name', '"file_name":"plain', '"file_name":"other', 'the images'],
    ['an image', '"image_id":1', '"image_id":2', 'the number of objects of plain'],
    ['a category', '"name":"cat"', '"name":"cot"', 'the categories'],
    ['the end', ']\n}', ']', 'the form'],
  ])('finds %s that is not as it was meant', async (_, from, to, words) => {
    const folder = temporaryFolder();
    const project = paintedProject(folder);
    const out = join(folder, 'out');
    const { check } = await exportFormat(project, cocoExporter, { out });
    await check();
    const file = join(out, 'annotations', 'instances_train.json');
    const text = readFileSync(file, 'utf8');
    expect(text).toContain(from);
    writeFileSync(file, text.replace(from, to));
    await expect(check()).rejects.toMatchObject({
      code: 'export-mismatch',
      message: expect.stringContaining(words),
    });
    project.close();
  });

  it('finds a photograph that is another one', async () => {
    const folder = temporaryFolder();
    const project = paintedProject(folder);
    const out = join(folder, 'out');
    const { check } = await exportFormat(project, cocoExporter, { out });
    const file = join(out, 'images', 'plain.jpg');
    writeFileSync(file, Buffer.concat([readFileSync(file), Buffer.from('x')]));
    await expect(check()).rejects.toThrow('the content differs');
    project.close();
  });
});
