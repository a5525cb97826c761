import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exportFormat } from '../../../../testing/exportFormat.ts';
import { mask } from '../../../../testing/maskMatchers.ts';
import { paintedProject, PLAIN_PICTURE } from '../../../../testing/paintedProject.ts';
import { temporaryFolder } from '../../../../testing/temporaryFolder.ts';
import { fillRings } from '../geometry/fillRings.ts';
import { readYoloNames, yoloData } from './yoloData.ts';
import { yoloExporter } from './yoloExporter.ts';

const TRAIN = 'labels/train/plain.txt';

describe('an export for YOLO', () => {
  it('has a polygon for each object, whatever holes and parts it has, and every image in its part', async () => {
    const folder = temporaryFolder();
    const project = paintedProject(folder, ['plain.jpg', 'exif6.jpg', 'cmyk.jpg']);
    const out = join(folder, 'out');
    const { report } = await exportFormat(project, yoloExporter, {
      ...{ out, split: { val: ['exif6'], test: ['cmyk'] } },
    });
    const canvas = mask(PLAIN_PICTURE.replaceAll(/[12]/g, '0'));
    for (const line of readFileSync(join(out, TRAIN), 'utf8').trim().split('\n')) {
      const [number, ...shares] = line.split(' ').map(Number);
      const ring = shares.map((share, i) => share * (i % 2 === 0 ? 12 : 8));
      fillRings([ring], canvas, (y, from, to) => canvas.data.fill(number! + 1, y * 12 + from, y * 12 + to));
    }
    expect(canvas).toMatchMask(PLAIN_PICTURE);
    expect(readdirSync(join(out, 'images', 'val'))).toEqual(['exif6.jpg']);
    expect(readdirSync(join(out, 'labels'))).toEqual(['test', 'train', 'val']);
    expect(readFileSync(join(out, 'data.yaml'), 'utf8')).toBe(
      'train: images/train\nval: images/val\ntest: images/test\nnc: 2\nnames:\n  0: "cat"\n  1: "dog"\n',
    );
    expect(report.warnings.join()).toContain('YOLO segmentation has no void');
    expect(report.checked[0]).toMatch(/polygons of 3 images filled and compared pixel for pixel/);
    project.close();
  });

  it('has an empty file for an image without objects, and no photographs where they are left', async () => {
    const folder = temporaryFolder();
    const project = paintedProject(folder);
    const out = join(folder, 'out');
    await exportFormat(project, yoloExporter, { out, common: { smallestArea: 1000, photographs: 'leave' } });
    expect(readFileSync(join(out, TRAIN), 'utf8')).toBe('');
    expect(existsSync(join(out, 'images'))).toBe(false);
    project.close();
  });

  it('finds class names again that YAML might read as something else', () => {
    const names = ['no', '1e3', 'a: b', '"x" # y', 'œil', 'two\nlines'];
    const classes = names.map((name, i) => ({ label: i + 1, name, colour: '#000000' }));
    expect(readYoloNames(yoloData(classes, { train: [], val: [], test: [] }))).toEqual(names);
  });

  it.each([
    ['a polygon', TRAIN, (text: string) => text.replace('0.4', '0.3'), 'plain.txt does not read back'],
    ['a class', TRAIN, (text: string) => text.replace(/^0/, '1'), 'the mask of plain'],
    ['a class that is none', TRAIN, (text: string) => text.replace(/^0/, '7'), 'the class of line 1'],
    ['a line', TRAIN, (text: string) => text.replace(/^0/, '0 x'), 'the line'],
    ['an object', TRAIN, (text: string) => text.slice(text.indexOf('\n') + 1), 'the number of objects'],
    ['a name', 'data.yaml', (text: string) => text.replace('cat', 'cot'), 'the class names'],
  ])('finds %s that is not as it was meant', async (_, path, change, words) => {
    const folder = temporaryFolder();
    const project = paintedProject(folder);
    const out = join(folder, 'out');
    const { check } = await exportFormat(project, yoloExporter, { out });
    await check();
    const text = readFileSync(join(out, path), 'utf8');
    writeFileSync(join(out, path), change(text));
    await expect(check()).rejects.toMatchObject({
      code: 'export-mismatch',
      message: expect.stringContaining(words),
    });
    project.close();
  });
});
