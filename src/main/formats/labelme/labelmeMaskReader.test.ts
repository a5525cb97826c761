import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { imageNamed, imported, pictureIn } from '../../../../testing/importedMasks.ts';
import { scoredProject } from '../../../../testing/scoredProject.ts';
import { temporaryFolder } from '../../../../testing/temporaryFolder.ts';

const rows = (row: string): string => Array.from({ length: 8 }, () => row).join('/');

/** A file of labelme beside others. */
function labelme(folder: string, name: string, shapes: readonly object[], more: object = {}): string {
  mkdirSync(folder, { recursive: true });
  const size = { imageHeight: 8, imageWidth: 12 };
  const file = join(folder, `${name}.json`);
  const document = {
    version: '5.8.1',
    flags: {},
    shapes,
    imagePath: `${name}.jpg`,
    imageData: null,
    ...size,
    ...more,
  };
  writeFileSync(file, JSON.stringify(document));
  return file;
}

const shape = (
  label: string,
  shape_type: string,
  points: readonly number[][],
  more: object = {},
): object => ({
  ...{ label, points, group_id: null, description: '', shape_type, flags: {}, mask: null, ...more },
});

describe('files of labelme', () => {
  it('become labels: polygons, rectangles, circles and masks, the later over the earlier', async () => {
    const folder = temporaryFolder();
    const project = scoredProject(folder, ['plain.jpg', 'grey.jpg', 'cmyk.jpg']);
    const source = join(folder, 'labelme');
    const png = encode({ width: 3, height: 2, channels: 1, data: Uint8Array.from([1, 1, 0, 0, 1, 1]) });
    const mask = Buffer.from(png).toString('base64');
    labelme(source, 'plain', [
      shape('cat', 'rectangle', [
        [6, 8],
        [0, 0],
      ]),
      shape('dog', 'polygon', [
        [4, 0],
        [8, 0],
        [8, 8],
        [4, 8],
      ]),
      shape('__ignore__', 'rectangle', [
        [10, 0],
        [12, 8],
      ]),
    ]);
    const corners = [
      [2, 1],
      [4, 2],
    ];
    labelme(source, 'grey', [shape('dog', 'mask', corners, { mask })]);
    const circle = [
      [6, 4],
      [6, 6.1],
    ];
    labelme(source, 'cmyk', [shape('cat', 'circle', circle)]);
    const report = await imported(project, source);
    expect(report).toMatchObject({ reader: 'labelme', images: 3, strangers: [], overlaps: { count: 1 } });
    expect(pictureIn(project, 'plain.jpg')).toBe(rows('1111222200vv'));
    expect(pictureIn(project, 'grey.jpg').split('/').slice(0, 4)).toEqual([
      ...['000000000000', '002200000000', '000220000000', '000000000000'],
    ]);
    expect(pictureIn(project, 'cmyk.jpg').split('/').slice(1, 7)).toEqual([
      ...['000000000000', '000001100000', '000011110000', '000011110000', '000001100000', '000000000000'],
    ]);
    project.close();
  });

  it('have one object for a group, and lines and points only as tags', async () => {
    const folder = temporaryFolder();
    const project = scoredProject(folder, ['plain.jpg']);
    const box = (x: number): number[][] => [
      [x, 0],
      [x + 2, 8],
    ];
    const file = (group_id: number | null): string =>
      labelme(folder, 'plain', [
        ...[shape('cat', 'rectangle', box(0), { group_id }), shape('cat', 'rectangle', box(2), { group_id })],
        ...[shape('dog', 'linestrip', box(6)), shape('dog', 'point', [[1, 1]])],
      ]);
    const touching = await imported(project, file(null));
    expect(touching.losses.some[0]!.split(': ')[1]!.split(', ')).toEqual([
      'lines without an outline (1)',
      'points without an outline (1)',
      'objects of one class that touch',
      'which become one region (1)',
    ]);
    expect((await imported(project, file(1))).losses.some[0]).not.toContain('touch');
    await imported(project, file(1), { as: 'tags' });
    expect(imageNamed(project, 'plain.jpg').tags).toEqual([1, 2]);
    project.close();
  });

  it('that are damaged are left out by name, and bad shapes cost themselves', async () => {
    const folder = temporaryFolder();
    const project = scoredProject(folder, ['plain.jpg', 'grey.jpg', 'cmyk.jpg', 'plain.png']);
    const source = join(folder, 'labelme');
    const corners = [
      [0, 0],
      [1, 1],
    ];
    const good = shape('dog', 'rectangle', [
      [0, 0],
      [6, 8],
    ]);
    const mask = Buffer.from(encode({ width: 3, height: 1, channels: 1, data: new Uint8Array(3) })).toString(
      'base64',
    );
    labelme(source, 'cmyk', [
      ...[good, {}, 7 as unknown as object, shape('cat', 'polygon', corners), shape('cat', 'circle', [])],
      ...[shape('cat', 'mask', corners, { mask: 'no PNG' }), shape('cat', 'mask', corners, { mask })],
      { label: 'cat', points: [[1, 2], ['a', null], 3] },
    ]);
    writeFileSync(join(source, 'grey.json'), '{"shapes": [');
    writeFileSync(join(source, 'other.json'), '{"shapes": 7}');
    labelme(source, 'plain', [good], { imageWidth: 99 });
    const report = await imported(project, source, { as: 'review' });
    expect(report.images).toBe(1);
    expect(report.unreadable.some).toEqual([expect.stringContaining('grey.json is no readable JSON')]);
    expect(report.losses.some[0]!.split(': ')[1]!.split(', ').sort()).toEqual([
      'circles without an outline (1)',
      'masks of another size than their corners say (1)',
      'masks that are no readable PNG (1)',
      'polygons with coordinates that are no numbers (1)',
      'polygons with fewer than three corners (1)',
      'shapes without a label (2)',
    ]);
    expect(pictureIn(project, 'cmyk.jpg')).toBe(rows('222222000000'));
    project.close();
  });

  it('belong to the image that they are called after, else to the one that they name, and what they name otherwise is said', async () => {
    const folder = temporaryFolder();
    const project = scoredProject(folder, ['plain.jpg', 'grey.jpg', 'cmyk.jpg']);
    const source = join(folder, 'labelme');
    const left = shape('dog', 'rectangle', [
      [0, 0],
      [6, 8],
    ]);
    labelme(source, 'frame_1', [left], { imagePath: '..\\photos\\grey.jpg' });
    labelme(source, 'plain', [left], { imagePath: 'cmyk.jpg' });
    labelme(source, 'nowhere', [left], { imagePath: 7 });
    const report = await imported(project, source);
    expect(report).toMatchObject({
      images: 2,
      masksWithoutImage: { count: 1 },
      imagesWithoutMask: { some: ['cmyk.jpg'] },
    });
    expect(report.losses.some).toEqual([
      `${join(source, 'plain.json')}: names of another image, "cmyk", where the file is called as plain.jpg is (1)`,
    ]);
    for (const path of ['plain.jpg', 'grey.jpg']) expect(pictureIn(project, path)).toBe(rows('222222000000'));
    project.close();
  });

  it('of which nothing has an outline do not make an image background, but may be tags', async () => {
    const folder = temporaryFolder();
    const project = scoredProject(folder, ['plain.jpg', 'grey.jpg']);
    const source = join(folder, 'labelme');
    const point = shape('dog', 'point', [[3, 3]]);
    labelme(source, 'plain', [point]);
    labelme(source, 'grey', []);
    for (const as of ['review', 'accepted'] as const) {
      const report = await imported(project, source, { as, apply: false });
      expect(report.images).toBe(1);
      expect(report.unreadable.some).toEqual([
        expect.stringMatching(
          /left of .*plain\.json \(.*points without an outline.*take its classes in as tags/,
        ),
      ]);
    }
    expect(await imported(project, source, { as: 'tags' })).toMatchObject({
      images: 2,
      unreadable: { count: 0 },
    });
    expect(imageNamed(project, 'plain.jpg').tags).toEqual([2]);
    project.close();
  });

  it('say which names that were to be read otherwise are nowhere', async () => {
    const folder = temporaryFolder();
    const project = scoredProject(folder, ['plain.jpg']);
    const source = join(folder, 'labelme');
    labelme(source, 'plain', [
      shape('hound', 'rectangle', [
        [0, 0],
        [6, 8],
      ]),
    ]);
    const { warnings } = await imported(project, source, { renames: { Hound: 'dog', kitten: 'cat' } });
    expect(warnings).toEqual([expect.stringContaining('"kitten"')]);
    project.close();
  });
});
