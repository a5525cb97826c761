import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { encode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { imageNamed, imported, pictureIn } from '../../../../testing/importedMasks.ts';
import { scoredProject } from '../../../../testing/scoredProject.ts';
import { temporaryFolder } from '../../../../testing/temporaryFolder.ts';

const fixtures = join(import.meta.dirname, '..', '..', '..', '..', 'testing', 'fixtures', 'coco');
const CATEGORIES = [
  { id: 18, name: 'Dog' },
  { id: 17, name: 'cat' },
  { id: 3, name: 'car' },
];
const SIZE = { width: 12, height: 8 };
const LEFT = [0, 0, 6, 0, 6, 8, 0, 8];
const MIDDLE = [4, 0, 8, 0, 8, 8, 4, 8];
const rows = (row: string): string => Array.from({ length: 8 }, () => row).join('/');

function writeJson(file: string, value: unknown): string {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(value));
  return file;
}

/** A file of annotations of plain.jpg (1) and grey.jpg (2). */
function coco(folder: string, annotations: readonly unknown[], more: object = {}): string {
  const images = ['plain.jpg', 'grey.jpg'].map((file_name, i) => ({ id: i + 1, file_name, ...SIZE }));
  return writeJson(join(folder, 'instances.json'), {
    ...{ info: {}, images, annotations, categories: CATEGORIES },
    ...more,
  });
}

const polygon = (image_id: number, category_id: number, ...segmentation: unknown[]): object => ({
  ...{ id: 1, image_id, category_id, iscrowd: 0, segmentation },
});

describe('COCO instances', () => {
  it('become labels as pycocotools has them, from polygons and runs', async () => {
    type Cases = Record<string, { segmentation: unknown; picture: string }>;
    const cases = JSON.parse(readFileSync(join(fixtures, 'segmentations.json'), 'utf8')) as Cases;
    for (const [name, { segmentation, picture }] of Object.entries(cases)) {
      const folder = temporaryFolder();
      const project = scoredProject(folder, ['plain.jpg']);
      const annotation = { image_id: 1, category_id: 17, segmentation };
      const report = await imported(project, coco(folder, [annotation]));
      expect([name, report.losses.some]).toEqual([name, []]);
      expect([name, pictureIn(project, 'plain.jpg')]).toEqual([name, picture]);
      project.close();
    }
  });

  it('lie over each other in the order of the file or of classes; overlaps and crowds are told before', async () => {
    const folder = temporaryFolder();
    const project = scoredProject(folder, ['plain.jpg', 'grey.jpg']);
    const file = coco(folder, [
      polygon(1, 18, MIDDLE),
      { ...polygon(1, 17, [0, 0, 12, 0, 12, 8, 0, 8]), iscrowd: 1 },
      polygon(1, 17, LEFT),
      polygon(2, 3, MIDDLE),
    ]);
    const look = await imported(project, file, { apply: false });
    expect(look).toMatchObject({
      ...{ reader: 'COCO', masks: 2, images: 2, done: false },
      overlaps: { count: 1, some: [`${file} (plain.jpg): 16 pixels (cat over dog 16)`] },
      losses: { count: 1, some: [`${file} (plain.jpg): crowds, which become void (1)`] },
      strangers: [{ name: 'car', files: 1, near: 'cat' }],
    });
    expect(project.given.has(1)).toBe(false);
    await imported(project, file);
    expect(pictureIn(project, 'plain.jpg')).toBe(rows('11111122vvvv'));
    expect(pictureIn(project, 'grey.jpg')).toBe(rows('0000vvvv0000'));
    const ordered = await imported(project, file, { order: ['dog'], renames: { Car: 'cat' } });
    expect(ordered.strangers).toEqual([]);
    expect(ordered.overlaps.some).toEqual([`${file} (plain.jpg): 16 pixels (dog over cat 16)`]);
    expect(pictureIn(project, 'plain.jpg')).toBe(rows('11112222vvvv'));
    expect(pictureIn(project, 'grey.jpg')).toBe(rows('000011110000'));
    await imported(project, file, { renames: { car: 'background' } });
    expect(pictureIn(project, 'grey.jpg')).toBe(rows('000000000000'));
    await expect(imported(project, file, { order: ['dogg'] })).rejects.toThrow('Did you mean "dog"?');
    await expect(imported(project, file, { renames: { car: 'cta' } })).rejects.toThrow(
      '"car" is to become "cta"',
    );
    project.close();
  });

  it('become tags alone, boxes among them, where no person has given any', async () => {
    const folder = temporaryFolder();
    const project = scoredProject(folder, ['plain.jpg', 'grey.jpg']);
    project.transaction(() => project.images.setTags(imageNamed(project, 'grey.jpg').id, [1], 'person'));
    const box = { image_id: 1, category_id: 18, segmentation: [], bbox: [1, 1, 3, 3] };
    const file = coco(folder, [box, polygon(1, 17, LEFT), polygon(2, 18, LEFT)]);
    const labels = await imported(project, file, { apply: false });
    expect(labels.losses.some).toEqual([`${file} (plain.jpg): boxes without an outline (1)`]);
    const report = await imported(project, file, { as: 'tags' });
    expect(report).toMatchObject({ images: 1, kept: { some: ['grey.jpg'] }, as: 'tags' });
    expect(imageNamed(project, 'plain.jpg')).toMatchObject({ tags: [1, 2], tagSource: 'source' });
    expect(imageNamed(project, 'grey.jpg')).toMatchObject({ tags: [1], tagSource: 'person' });
    expect(pictureIn(project, 'plain.jpg')).toBe(rows('111111000000'));
    expect(project.given.has(1)).toBe(false);
    project.close();
  });

  it('that are damaged cost themselves, or their image, and are told', async () => {
    const folder = temporaryFolder();
    const project = scoredProject(folder, ['plain.jpg', 'grey.jpg', 'cmyk.jpg']);
    const images = [
      { id: 1, file_name: '../../plain.jpg', ...SIZE },
      { id: 'b', file_name: 'C:\\data\\grey.jpg', width: 99, height: 8 },
      { id: 3, file_name: '/etc/cmyk.jpg', width: -5, height: 'x' },
      ...[{ id: 1, file_name: 'again.jpg' }, { id: 5 }, 7],
    ];
    const runs = (size: number[], counts: unknown): object => ({
      ...{ image_id: 3, category_id: 17, segmentation: { size, counts } },
    });
    const annotations = [
      ...[polygon(1, 17, LEFT), polygon(1, 99, MIDDLE), polygon(1, 17, [1, 2, 3], [1, 1, 1, 1])],
      ...[polygon(1, 17, [0, 0, 'x', 0, 6, 8]), { image_id: 1, category_id: 17 }, null, 'text'],
      ...[polygon(77, 17, LEFT), polygon(77, 17, LEFT), { category_id: 17 }, polygon(1, 17, { a: 1 })],
      ...[runs([9, 12], [96]), runs([8, 12], [95]), runs([8, 12], 'ab~'), runs([8, 12], [48, -3, 51])],
      ...[runs([8, 12], '0'.repeat(1000)), runs([8, 12], { a: 1 }), runs([8, 12], [48, 48])],
      polygon(3, 18, LEFT),
    ];
    const file = coco(folder, annotations, { images });
    const report = await imported(project, file);
    expect(report.images).toBe(2);
    expect(report.otherSize.some).toEqual([`${file} (C:\\data\\grey.jpg) is 99 x 8, grey.jpg 12 x 8`]);
    expect(report.losses.some[0]!.split(', ')).toEqual([
      `${file}: images with an id that another one has (1)`,
      'images without an id or a file name (1)',
      'images that cannot be read (1)',
      'annotations that cannot be read (2)',
      'annotations of no image (1)',
      'annotations of images that are not listed (2)',
    ]);
    expect(report.losses.some[2]).toContain('(../../plain.jpg): ');
    expect(report.losses.some[2]!.split('): ')[1]!.split(', ')).toEqual([
      'parts of polygons with fewer than three corners (3)',
      'annotations without a region (3)',
      'polygons with coordinates that are no numbers (1)',
    ]);
    expect(report.losses.some[1]).toContain('masks with runs that do not fill their image (2)');
    expect(report.losses.some[1]).toContain('masks with runs that cannot be read (3)');
    expect(pictureIn(project, 'cmyk.jpg')).toBe(rows('222222111111'));
    expect(pictureIn(project, 'plain.jpg')).toBe(rows('111111vv0000'));
    project.close();
  });

  it('are found in a folder, by its annotations; files of other kinds are left out by name', async () => {
    const folder = temporaryFolder();
    const project = scoredProject(folder, ['plain.jpg', 'grey.jpg']);
    const source = join(folder, 'coco', 'annotations');
    const file = coco(source, [polygon(1, 17, LEFT)]);
    writeJson(join(source, 'captions.json'), { images: [], annotations: [{ caption: 'x' }] });
    const report = await imported(project, join(folder, 'coco'));
    expect(report).toMatchObject({ reader: 'COCO', images: 2 });
    expect(report.warnings).toEqual([expect.stringContaining('captions.json is left out')]);
    expect(pictureIn(project, 'plain.jpg')).toBe(rows('111111000000'));
    writeFileSync(file, readFileSync(file).subarray(0, 200));
    await expect(imported(project, file)).rejects.toThrow(`${file} ends in the middle`);
    project.close();
  });

  it('are ground truth in the order and with the names that they were imported with', async () => {
    const folder = temporaryFolder();
    const project = scoredProject(folder, ['plain.jpg']);
    const file = coco(folder, [polygon(1, 17, LEFT), polygon(1, 3, MIDDLE)]);
    await imported(project, file, { as: 'ground-truth', order: ['cat'], renames: { car: 'dog' } });
    const { TrueMasks } = await import('../../review/truth/TrueMasks.ts');
    const truth = (await TrueMasks.open(project))!;
    const image = imageNamed(project, 'plain.jpg');
    expect({ ...SIZE, data: truth.labels(image)! }).toMatchMask(rows('111111220000'));
    const version = truth.versionOf(image);
    await imported(project, file, { as: 'ground-truth' });
    const later = (await TrueMasks.open(project))!;
    expect({ ...SIZE, data: later.labels(image)! }).toMatchMask(rows('111111vv0000'));
    expect(later.versionOf(image)).not.toBe(version);
    project.close();
  });
});

describe('COCO panoptic', () => {
  it('is read from its PNGs: things and stuff by id, and void where there is no segment', async () => {
    const folder = temporaryFolder();
    const project = scoredProject(folder, ['plain.jpg', 'grey.jpg']);
    const ids = [0, 300, 70_000, 5, 9];
    const data = Uint8Array.from({ length: 96 * 3 }, (_, i) => {
      const id = ids[Math.min(4, Math.floor((Math.floor(i / 3) % 12) / 2))]!;
      return (id >> (8 * (i % 3))) & 255;
    });
    const segments_info = [
      ...[
        { id: 300, category_id: 17 },
        { id: 70_000, category_id: 18 },
        { id: 44, category_id: 17 },
      ],
      { id: 5, category_id: 17, iscrowd: 1 },
    ];
    const annotations = [1, 2].map((image_id) => ({
      ...{ image_id, segments_info },
      file_name: ['../../../plain.png', 'grey.png'][image_id - 1],
    }));
    const source = join(folder, 'coco', 'annotations');
    const file = writeJson(join(source, 'panoptic_val.json'), {
      images: ['plain.jpg', 'grey.jpg'].map((file_name, i) => ({ id: i + 1, file_name, ...SIZE })),
      ...{ annotations, categories: CATEGORIES },
    });
    mkdirSync(join(source, 'panoptic_val'));
    writeFileSync(join(source, 'panoptic_val', 'plain.png'), encode({ ...SIZE, data, channels: 3 }));
    writeFileSync(join(folder, 'grey.png'), encode({ ...SIZE, data, channels: 3 }));
    const report = await imported(project, join(folder, 'coco'));
    expect(pictureIn(project, 'plain.jpg')).toBe(rows('vv1122vvvvvv'));
    expect(report.losses.some).toEqual([
      `${file} (plain.jpg): crowds, which become void (1), regions of no segment, which become void (1), segments without a pixel (1)`,
    ]);
    expect(report.unreadable.some).toEqual([expect.stringContaining('(grey.jpg) has no PNG')]);
    await imported(project, join(folder, 'coco'), { as: 'tags' });
    expect(imageNamed(project, 'plain.jpg').tags).toEqual([1, 2]);
    project.close();
  });
});
