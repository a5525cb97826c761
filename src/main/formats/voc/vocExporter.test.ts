import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decode, encode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { mask } from '../../../../testing/maskMatchers.ts';
import { scoredProject } from '../../../../testing/scoredProject.ts';
import { temporaryFolder } from '../../../../testing/temporaryFolder.ts';
import { readImageHeader } from '../../image/readImageHeader.ts';
import { updateState } from '../../annotate/updateState.ts';
import { encodeGreyPng, encodeVocPng } from '../../image/mask/encodeVocPng.ts';
import { readIndexMask } from '../../image/mask/readIndexMask.ts';
import type { ProjectFile } from '../../project/ProjectFile.ts';
import type { ObjectEdit } from '../../../shared/objects/ObjectEdit.ts';
import type { WrittenImages } from '../dataset/WrittenImage.ts';
import type { ExportRequest } from '../runExport.ts';
import { runExport } from '../runExport.ts';
import { VOC_FOLDER, vocExporter } from './vocExporter.ts';
import type { VocObjects } from './vocObjects.ts';
import { noEdges } from '../../../../testing/noEdges.ts';

const ALL: Pick<ExportRequest, 'states' | 'split' | 'refine'> = {
  states: ['proposed', 'edited', 'accepted'],
  split: { valShare: 0.5, seed: 0 },
  refine: noEdges,
};
const exportVoc = (project: ProjectFile, request: ExportRequest) => runExport(project, vocExporter, request);
const rows = (row: string): string => Array.from({ length: 8 }, () => row).join('/');
const HALF = rows('111111000000');

describe('an export as PASCAL VOC', () => {
  it('writes what readers expect, and copies JPEGs byte for byte unless they are turned', async () => {
    const folder = temporaryFolder();
    const project = scoredProject(folder, ['plain.jpg', 'exif6.jpg', 'rgb16.png', 'cmyk.jpg']);
    const out = join(folder, 'out');
    const report = await exportVoc(project, { out, ...ALL, options: { objects: true, greyMasks: true } });
    expect(report).toMatchObject({
      images: 4,
      train: 2,
      val: 2,
      copied: 2,
      reencoded: 2,
      skipped: [],
      warnings: [],
    });
    expect(report.perClass).toEqual([
      { name: 'cat', images: 4 },
      { name: 'dog', images: 0 },
    ]);
    const root = join(out, VOC_FOLDER);
    expect(readdirSync(join(root, 'JPEGImages'))).toEqual([
      'cmyk.jpg',
      'exif6.jpg',
      'plain.jpg',
      'rgb16.jpg',
    ]);
    const source = join(folder, 'photos', 'plain.jpg');
    expect(readFileSync(join(root, 'JPEGImages', 'plain.jpg')).equals(readFileSync(source))).toBe(true);
    for (const id of ['plain', 'exif6', 'rgb16', 'cmyk']) {
      const jpeg = readFileSync(join(root, 'JPEGImages', `${id}.jpg`));
      expect(readImageHeader(jpeg, id)).toEqual({ format: 'jpeg', width: 12, height: 8, orientation: 1 });
      const png = readFileSync(join(root, 'SegmentationClass', `${id}.png`));
      expect(readIndexMask(png, id)).toMatchMask(HALF);
      expect(decode(png).palette).toHaveLength(256);
      const objects = readFileSync(join(root, 'SegmentationObject', `${id}.png`));
      expect(readIndexMask(objects, id)).toMatchMask(HALF);
      expect(readFileSync(join(root, 'Annotations', `${id}.xml`), 'utf8')).toContain('<xmax>6</xmax>');
    }
    const lists = ['train', 'val', 'trainval'].map((name) =>
      readFileSync(join(root, 'ImageSets', 'Segmentation', `${name}.txt`), 'utf8').split('\n'),
    );
    expect([...lists[0]!, ...lists[1]!].sort()).toEqual(lists[2]);
    expect(readdirSync(folder).filter((name) => name.includes('partial'))).toEqual([]);
    project.close();
  });

  it('exports corrections over proposals, and frozen label maps as they were accepted', async () => {
    const folder = temporaryFolder();
    const project = scoredProject(folder, ['plain.jpg', 'grey.jpg']);
    const idOf = (path: string): number => project.images.all().find((image) => image.path === path)!.id;
    const accepted = idOf('plain.jpg');
    const edited = idOf('grey.jpg');
    project.transaction(() => {
      const stroke = { label: 2, x: 5, y: 0, width: 2, height: 8, before: new Uint8Array(16).fill(254) };
      const by = { at: '2026-01-01T00:00:00Z', author: 'somebody' };
      project.strokes.add(edited, { ...stroke, after: new Uint8Array(16).fill(2) }, by);
      updateState(project, edited);
      const png = encodeVocPng(mask(rows('222222222222')));
      const made = { packHash: 'p', parameterHash: 'q', thresholds: {}, voidHalfWidth: 0, edited: false };
      const decision = project.decisions.add(accepted, { what: 'accept', ...by });
      project.labels.put(decision, png, { ...made, acceptedAt: '' });
      updateState(project, accepted);
      // Changes the proposal of the edited image, and not the accepted one.
      project.classes.setThreshold(1, 0.99);
    });
    const out = join(folder, 'out');
    await exportVoc(project, { out, ...ALL });
    const exported = (id: string) =>
      readIndexMask(readFileSync(join(out, VOC_FOLDER, 'SegmentationClass', `${id}.png`)), id);
    expect(exported('plain')).toMatchMask(rows('222222222222'));
    expect(exported('grey')).toMatchMask(rows('111002200000'));
    project.close();
  });

  it('leaves out an image that is gone or has changed, and says why', async () => {
    const folder = temporaryFolder();
    const project = scoredProject(folder, ['plain.jpg', 'plain.png', 'grey.jpg']);
    appendFileSync(join(folder, 'photos', 'plain.png'), 'more');
    writeFileSync(join(folder, 'photos', 'grey.jpg'), '');
    const report = await exportVoc(project, { out: join(folder, 'out'), ...ALL });
    expect(report.images).toBe(1);
    expect(report.skipped.map(({ message }) => message).join()).toContain(
      'is no longer the photograph that was labelled',
    );
    project.close();
  });

  it('replaces a folder that it has made, when told to, and never another', async () => {
    const folder = temporaryFolder();
    const project = scoredProject(folder, ['plain.jpg']);
    const out = join(folder, 'out');
    mkdirSync(out);
    writeFileSync(join(out, 'precious.txt'), 'mine');
    await expect(exportVoc(project, { out, ...ALL })).rejects.toThrow('is not empty');
    await expect(exportVoc(project, { out, ...ALL, replace: true })).rejects.toThrow(
      'was not made by an export',
    );
    expect(readFileSync(join(out, 'precious.txt'), 'utf8')).toBe('mine');
    const own = join(folder, 'own');
    await exportVoc(project, { out: own, ...ALL });
    await expect(exportVoc(project, { out: own, ...ALL })).rejects.toThrow('is not empty');
    expect(existsSync(join(own, VOC_FOLDER, 'SegmentationObject'))).toBe(true);
    await exportVoc(project, { out: own, ...ALL, options: { objects: false }, replace: true });
    expect(existsSync(join(own, VOC_FOLDER, 'SegmentationObject'))).toBe(false);
    await exportVoc(project, { out: own, ...ALL, replace: true });
    appendFileSync(join(own, VOC_FOLDER, 'SegmentationClass', 'plain.png'), 'corrected');
    await expect(exportVoc(project, { out: own, ...ALL, replace: true })).rejects.toThrow(
      'plain.png was changed after the export',
    );
    for (const [dear, why] of [
      [folder, 'so it is not replaced'],
      [join(folder, 'photos'), 'lies in the folder of the photographs'],
    ] as const) {
      await expect(exportVoc(project, { out: dear, ...ALL, replace: true })).rejects.toThrow(why);
      expect(existsSync(join(folder, 'photos', 'plain.jpg'))).toBe(true);
    }
    project.close();
  });

  it('that could write no image at all replaces nothing', async () => {
    const folder = temporaryFolder();
    const project = scoredProject(folder, ['plain.jpg']);
    const out = join(folder, 'out');
    await exportVoc(project, { out, ...ALL });
    writeFileSync(join(folder, 'photos', 'plain.jpg'), '');
    await expect(exportVoc(project, { out, ...ALL, replace: true })).rejects.toThrow('None of the 1 images');
    expect(existsSync(join(out, VOC_FOLDER, 'JPEGImages', 'plain.jpg'))).toBe(true);
    project.close();
  });

  it('leaves nothing behind when it is cancelled', async () => {
    const folder = temporaryFolder();
    const project = scoredProject(folder, ['plain.jpg', 'plain.png']);
    const controller = new AbortController();
    const out = join(folder, 'out');
    const stopped = exportVoc(project, {
      out,
      ...ALL,
      signal: controller.signal,
      onProgress: () => controller.abort(),
    });
    controller.abort();
    await expect(stopped).rejects.toMatchObject({ code: 'cancelled' });
    expect(readdirSync(folder).sort()).toEqual(['photos', 'test.camweave', 'test.camweave-wal']);
    project.close();
  });

  it.each([
    ['a:b', '"a:b" has a colon'],
    ['#1', '"#1" begins with #'],
    ['two\nlines', '"two\\x0alines" has a line break'],
    ['bell\x07', '"bell\\x07" has a line break or another control character'],
    ['Background', '"Background" means something else there'],
  ])('refuses the class name %j, which its readers would not find again', async (name, why) => {
    const folder = temporaryFolder();
    const project = scoredProject(folder, ['plain.jpg']);
    project.classes.rename(1, name, '#800000');
    const run = exportVoc(project, { out: join(folder, 'out'), ...ALL });
    await expect(run).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining(why),
    });
    project.close();
  });

  it.each([
    '<cat> & "dog"',
    '1e3',
    'true',
    'king crab, Alaska crab',
    "l'œil &amp; &#10;",
    'x'.repeat(5000),
    '{}',
  ])('finds the class name %j again, whatever XML makes of it', async (name) => {
    const folder = temporaryFolder();
    const project = scoredProject(folder, ['plain.jpg']);
    project.classes.rename(1, name, '#800000');
    expect(await exportVoc(project, { out: join(folder, 'out'), ...ALL })).toMatchObject({ images: 1 });
    project.close();
  });

  it('has nothing to do without a proposal', async () => {
    const folder = temporaryFolder();
    const project = scoredProject(folder, []);
    await expect(exportVoc(project, { out: join(folder, 'out'), ...ALL })).rejects.toThrow(
      'has no images that are',
    );
    project.close();
  });
});

describe('objects', () => {
  const BY = { at: '2026-01-01T00:00:00Z', author: 'somebody' };
  const objectsIn = (out: string, id: string) =>
    readIndexMask(readFileSync(join(out, VOC_FOLDER, 'SegmentationObject', `${id}.png`)), id);

  it('are written as people have parted them, in masks and annotations', async () => {
    const folder = temporaryFolder();
    const project = scoredProject(folder, ['plain.jpg']);
    const points = [
      { x: 3.5, y: -1 },
      { x: 3.5, y: 9 },
    ];
    project.transaction(() => project.objectEdits.add(1, { kind: 'cut', points }, BY));
    const out = join(folder, 'out');
    const report = await exportVoc(project, { out, ...ALL });
    expect(report.warnings).toEqual([]);
    expect(objectsIn(out, 'plain')).toMatchMask(rows('111122000000'));
    const xml = readFileSync(join(out, VOC_FOLDER, 'Annotations', 'plain.xml'), 'utf8');
    expect([...xml.matchAll(/<xmin>(\d+)|<xmax>(\d+)/g)].map(([, from, to]) => from ?? to)).toEqual([
      ...['1', '4'],
      ...['5', '6'],
    ]);
    project.close();
  });

  it('beyond 254 are void, the smallest first, and the report says so', async () => {
    const folder = temporaryFolder();
    const [width, height] = [64, 34];
    const photograph = encode({ width, height, data: new Uint8Array(width * height * 3), channels: 3 });
    const project = scoredProject(folder, ['dots.png'], { 'dots.png': photograph });
    // 272 dots, far enough from each other; all but the first 18 have two pixels.
    const after = new Uint8Array(width * height);
    for (let dot = 0; dot < 272; dot++) {
      const at = Math.floor(dot / 16) * 2 * width + (dot % 16) * 4;
      after.fill(1, at, at + (dot < 18 ? 1 : 2));
    }
    const before = new Uint8Array(after.length).fill(254);
    const stroke = { label: 1, x: 0, y: 0, width, height, before, after };
    project.transaction(() => {
      project.strokes.add(1, stroke, BY);
      updateState(project, 1);
    });
    const out = join(folder, 'out');
    const report = await exportVoc(project, { out, ...ALL });
    expect(report.warnings.join()).toContain('dots.png: only the 254 largest of 272 objects are listed');
    const { data } = objectsIn(out, 'dots');
    expect(data.filter((value) => value === 255)).toHaveLength(18);
    expect(new Set(data).size).toBe(256);
    expect(data[0]).toBe(255);
    expect(data[2 * width + 8]).toBe(1);
    project.close();
  });

  it('that cannot be read leave out their image alone', async () => {
    const folder = temporaryFolder();
    const project = scoredProject(folder, ['plain.jpg', 'plain.png']);
    const hostile = JSON.parse('{"kind":"cut","points":[]}') as ObjectEdit;
    project.transaction(() => project.objectEdits.add(1, hostile, BY));
    const report = await exportVoc(project, { out: join(folder, 'out'), ...ALL });
    expect(report.images).toBe(1);
    expect(report.skipped.map(({ message }) => message).join()).toContain(
      'damaged at the objects of image 1',
    );
    project.close();
  });
});

describe('reading it back', () => {
  it.each([
    ['a mask', 'SegmentationClass/plain.png', encodeVocPng(mask(HALF.replace('1', '2'))), 'the labels'],
    ['a mask of another size', 'SegmentationClass/plain.png', encodeVocPng(mask('11/00')), 'the size'],
    [
      'a photograph',
      'JPEGImages/plain.jpg',
      readFileSync(join(import.meta.dirname, '../../../../testing/images/plain.png')),
      'the format',
    ],
    [
      'an annotation',
      'Annotations/plain.xml',
      '<annotation><filename>other.jpg</filename></annotation>',
      'the file name',
    ],
    ['objects of another size', 'SegmentationObject/plain.png', encodeVocPng(mask('11/00')), 'the size'],
    [
      'objects that lack a pixel',
      'SegmentationObject/plain.png',
      encodeVocPng(mask(HALF.replace('1', '0'))),
      'the area of the classes',
    ],
    [
      'an object too many',
      'SegmentationObject/plain.png',
      encodeVocPng(mask(HALF.replace('1', '2'))),
      'the number of objects',
    ],
    [
      'an object of another size',
      'SegmentationObject/plain.png',
      encodeVocPng(mask(rows('v11111000000'))),
      'the box of object 1',
    ],
    [
      'objects without colours',
      'SegmentationObject/plain.png',
      encodeGreyPng(mask(HALF)),
      'the format (8-bit palette)',
    ],
    ['a list', 'ImageSets/Main/train.txt', 'plain\n', 'the ids'],
    ['a list of classes', 'labelmap.txt', 'cat:128,0,0::\ndag:0,128,0::\n', 'the class names'],
  ])('finds %s that is not as it was meant', async (_, path, content, words) => {
    const folder = temporaryFolder();
    const project = scoredProject(folder, ['plain.jpg']);
    const out = join(folder, 'out');
    let written: WrittenImages<VocObjects> | undefined;
    const keeping: typeof vocExporter = {
      ...vocExporter,
      async check(_folder, images) {
        written = images;
        return [];
      },
    };
    await runExport(project, keeping, { out, ...ALL, split: { val: [] } });
    const options = { objects: true, greyMasks: false };
    const classes = project.classes.all();
    const next = async (): Promise<void> => undefined;
    await vocExporter.check(out, written!, options, classes, next);
    writeFileSync(join(out, VOC_FOLDER, path), content);
    const check = vocExporter.check(out, written!, options, classes, next);
    await expect(check).rejects.toMatchObject({
      code: 'export-mismatch',
      message: expect.stringContaining(words),
    });
    project.close();
  });
});
