import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { mask } from '../../../testing/maskMatchers.ts';
import { noEdges } from '../../../testing/noEdges.ts';
import { seededRandom } from '../../../testing/random.ts';
import { scoredProject } from '../../../testing/scoredProject.ts';
import { shared } from '../../../testing/sharedData.ts';
import { temporaryFolder } from '../../../testing/temporaryFolder.ts';
import { VOC_CLASSES } from '../../shared/classes/vocClasses.ts';
import { DEFAULT_PARAMETERS } from '../../shared/parameters/proposalParameters.ts';
import { decide } from '../annotate/decisions.ts';
import { labelMapOf } from '../annotate/labelMapOf.ts';
import { encodeGreyPng, encodeVocPng } from '../image/mask/encodeVocPng.ts';
import { readIndexMask } from '../image/mask/readIndexMask.ts';
import { addSource } from '../propose/setUpProject.ts';
import { ProjectFile } from '../project/ProjectFile.ts';
import { importMasks } from './importMasks.ts';
import { readSource } from './readSource.ts';
import { runExport } from './runExport.ts';
import { scoresExporter } from './scores/scoresExporter.ts';
import { VOC_FOLDER, vocExporter } from './voc/vocExporter.ts';

const rows = (row: string): string => Array.from({ length: 8 }, () => row).join('/');
const REVIEW = { as: 'review', apply: true, author: 'somebody' } as const;

/** Some masks as files of a folder. */
function maskFolder(folder: string, masks: Record<string, Uint8Array>): string {
  const out = join(folder, 'masks');
  mkdirSync(out, { recursive: true });
  for (const [name, bytes] of Object.entries(masks)) writeFileSync(join(out, name), bytes);
  return out;
}

function imageOf(project: ProjectFile, path: string) {
  return project.images.all().find((image) => image.path === path)!;
}

describe('masks from elsewhere', () => {
  it('become labels to review, in place of what the scores say, and stay with their origin', async () => {
    const folder = temporaryFolder();
    const project = scoredProject(folder, ['plain.jpg', 'grey.jpg']);
    const masks = maskFolder(folder, { 'plain.png': encodeVocPng(mask(rows('022222vv0000'))) });
    const report = await importMasks(project, masks, { ...REVIEW, origin: 'SEAM' });
    expect(report).toMatchObject({
      ...{ masks: 1, images: 1, done: true, reader: 'folder of PNG masks' },
      perClass: [{ name: 'dog', images: 1 }],
      imagesWithoutMask: { count: 1, some: ['grey.jpg'] },
    });
    const image = imageOf(project, 'plain.jpg');
    expect(image.state).toBe('proposed');
    expect(labelMapOf(project, image)).toMatchMask(rows('022222vv0000'));
    expect(labelMapOf(project, imageOf(project, 'grey.jpg'))).toMatchMask(rows('111111000000'));
    expect(project.given.originOf(image.id)).toBe('SEAM');
    project.close();
  });

  it('lie under what people have painted, and are what an acceptance freezes', async () => {
    const folder = temporaryFolder();
    const project = scoredProject(folder, ['plain.jpg']);
    const { id } = imageOf(project, 'plain.jpg');
    const before = new Uint8Array(16).fill(254);
    const stroke = { label: 1, x: 0, y: 0, width: 2, height: 8, before, after: new Uint8Array(16).fill(1) };
    project.transaction(() => project.strokes.add(id, stroke, { at: '2026-01-01T00:00:00Z', author: '' }));
    const masks = maskFolder(folder, { 'plain.png': encodeVocPng(mask(rows('222222000000'))) });
    await importMasks(project, masks, { ...REVIEW, origin: 'SEAM' });
    expect(labelMapOf(project, imageOf(project, 'plain.jpg'))).toMatchMask(rows('112222000000'));
    decide(project, imageOf(project, 'plain.jpg'), 'accept', { author: 'somebody' });
    expect(labelMapOf(project, imageOf(project, 'plain.jpg'))).toMatchMask(rows('112222000000'));
    expect(project.labels.get(id)!.provenance).toMatchObject({ origin: 'SEAM', edited: true });
    project.close();
  });

  it('that a person has decided about, or painted on where they are accepted, change nothing there', async () => {
    const folder = temporaryFolder();
    const project = scoredProject(folder, ['plain.jpg', 'grey.jpg']);
    const masks = maskFolder(folder, {
      'plain.png': encodeVocPng(mask(rows('222222000000'))),
      'grey.png': encodeVocPng(mask(rows('222222000000'))),
    });
    decide(project, imageOf(project, 'plain.jpg'), 'accept', { author: 'somebody' });
    const report = await importMasks(project, masks, { ...REVIEW, as: 'accepted' });
    expect(report.kept).toEqual({ count: 1, some: ['plain.jpg'] });
    expect(labelMapOf(project, imageOf(project, 'plain.jpg'))).toMatchMask(rows('111111000000'));
    expect(imageOf(project, 'grey.jpg').state).toBe('accepted');
    expect(labelMapOf(project, imageOf(project, 'grey.jpg'))).toMatchMask(rows('222222000000'));
    project.close();
  });

  it('are only looked at where nothing is to be applied', async () => {
    const folder = temporaryFolder();
    const project = scoredProject(folder, ['plain.jpg']);
    const masks = maskFolder(folder, { 'plain.png': encodeVocPng(mask(rows('222222000000'))) });
    const report = await importMasks(project, masks, { ...REVIEW, apply: false });
    expect(report).toMatchObject({ images: 1, done: false });
    expect(project.given.has(1)).toBe(false);
    project.close();
  });

  it('that are damaged, of another size, of no class or of no image are said, and the others are taken', async () => {
    const folder = temporaryFolder();
    const project = scoredProject(folder, ['plain.jpg', 'grey.jpg', 'plain.png', 'rgb16.png', 'cmyk.jpg']);
    const good = encodeVocPng(mask(rows('777222000000')));
    const masks = maskFolder(folder, {
      'grey.png': encodeVocPng(mask('12/12')),
      'rgb16.png': good.subarray(0, good.length / 2),
      'cmyk.png': encode({ width: 12, height: 8, channels: 2, data: new Uint8Array(192) }),
      'strange.png': good,
      'plain.png': good,
    });
    const report = await importMasks(project, masks, REVIEW);
    expect(report.images).toBe(0);
    expect(report.otherSize.some).toEqual([`${join(masks, 'grey.png')} is 2 x 2, grey.jpg 12 x 8`]);
    expect(report.unreadable.some).toHaveLength(2);
    expect(report.unreadable.some.join()).toContain(`${join(masks, 'rgb16.png')} is not a readable PNG mask`);
    expect(report.unreadable.some.join()).toContain('2 channels of 8 bits');
    expect(report.masksWithoutImage.some).toEqual([join(masks, 'strange.png')]);
    // Two photographs have that name.
    expect(report.unclear.some).toEqual([`${join(masks, 'plain.png')}: plain.jpg, plain.png`]);
    project.close();
  });

  it('become ground truth beside the project, of which nothing is copied', async () => {
    const folder = temporaryFolder();
    const project = scoredProject(folder, ['plain.jpg']);
    const masks = maskFolder(folder, { 'plain.png': encodeVocPng(mask(rows('222222000000'))) });
    const report = await importMasks(project, masks, { ...REVIEW, as: 'ground-truth' });
    expect(report.images).toBe(1);
    expect(project.meta.get('groundTruth')).toBe(masks);
    expect(labelMapOf(project, imageOf(project, 'plain.jpg'))).toMatchMask(rows('111111000000'));
    project.close();
  });

  it('have void where they have a class that the project lacks', async () => {
    const folder = temporaryFolder();
    const project = scoredProject(folder, ['plain.jpg']);
    const masks = maskFolder(folder, { 'plain.png': encodeGreyPng(mask(rows('771100000000'))) });
    const report = await importMasks(project, masks, REVIEW);
    expect(report.strangers).toEqual([{ name: 'label 7', files: 1, near: null }]);
    expect(labelMapOf(project, imageOf(project, 'plain.jpg'))).toMatchMask(rows('vv1100000000'));
    project.close();
  });

  it('go by labelmap.txt: by the colours of their palette, else by the VOC map', async () => {
    const folder = temporaryFolder();
    const project = scoredProject(folder, ['plain.jpg', 'grey.jpg']);
    const palette = [
      [9, 9, 9],
      [200, 0, 0],
      [0, 200, 0],
    ];
    const { data } = mask(rows('112200000000'));
    const masks = maskFolder(folder, {
      'plain.png': encode({ width: 12, height: 8, channels: 1, depth: 8, data, palette }),
      'grey.png': encodeGreyPng(mask(rows('331100000000'))),
    });
    const lines = ['# label:color_rgb:parts:actions', 'background:9,9,9::', 'Dog:200,0,0::', 'cat:0,200,0::'];
    writeFileSync(join(masks, 'labelmap.txt'), [...lines, 'dog:128,0,0::', 'void:128,128,0::'].join('\n'));
    await importMasks(project, masks, REVIEW);
    expect(labelMapOf(project, imageOf(project, 'plain.jpg'))).toMatchMask(rows('221100000000'));
    expect(labelMapOf(project, imageOf(project, 'grey.jpg'))).toMatchMask(rows('vv2200000000'));
    project.close();
  });

  it('of colours are read by labelmap.txt, or the VOC map; other colours are no classes', async () => {
    const folder = temporaryFolder();
    const project = scoredProject(folder, ['plain.jpg', 'grey.jpg']);
    const colours = (columns: readonly number[][], channels: 3 | 4): Uint8Array => {
      const pixel = (i: number): number[] => [...columns[Math.min(columns.length - 1, (i % 12) >> 1)]!, 255];
      const data = Array.from({ length: 96 }, (_, i) => pixel(i).slice(0, channels)).flat();
      return encode({ width: 12, height: 8, channels, data: Uint8Array.from(data) });
    };
    const black = [0, 0, 0];
    const own = [black, [250, 50, 83], [36, 179, 83], [1, 2, 3], [128, 0, 0]];
    const masks = maskFolder(folder, {
      'plain.png': colours(own, 3),
      'grey.png': colours([black, [128, 0, 0], [0, 128, 0], [224, 224, 192]], 4),
    });
    await importMasks(project, masks, REVIEW);
    expect(labelMapOf(project, imageOf(project, 'plain.jpg'))).toMatchMask(rows('00vvvvvvvvvv'));
    expect(labelMapOf(project, imageOf(project, 'grey.jpg'))).toMatchMask(rows('001122vvvvvv'));
    const lines = [
      '# label:color_rgb:parts:actions',
      'background:0,0,0::',
      'cat:36,179,83::',
      'dog:250,50,83::',
    ];
    writeFileSync(join(masks, 'labelmap.txt'), lines.join('\n'));
    const report = await importMasks(project, masks, REVIEW);
    expect(labelMapOf(project, imageOf(project, 'plain.jpg'))).toMatchMask(rows('002211vvvvvv'));
    expect(report.strangers.map(({ name }) => name)).toContain('colour 1,2,3');
    const random = seededRandom(1);
    const noise = Uint8Array.from({ length: 3 * 96 * 4 }, () => 256 * random());
    writeFileSync(join(masks, 'grey.png'), encode({ width: 24, height: 16, channels: 3, data: noise }));
    expect((await importMasks(project, masks, REVIEW)).unreadable.some).toEqual([
      expect.stringContaining('It may be a photograph'),
    ]);
    project.close();
  });

  it('are read as their classes are meant now: those of a deleted class are background, or void', async () => {
    const folder = temporaryFolder();
    const project = scoredProject(folder, ['plain.jpg']);
    const masks = maskFolder(folder, { 'plain.png': encodeVocPng(mask(rows('112200000000'))) });
    await importMasks(project, masks, REVIEW);
    project.transaction(() => project.classes.setBecomes(2, 254));
    expect(labelMapOf(project, imageOf(project, 'plain.jpg'))).toMatchMask(rows('110000000000'));
    project.transaction(() => project.classes.setBecomes(2, 255));
    expect(labelMapOf(project, imageOf(project, 'plain.jpg'))).toMatchMask(rows('11vv00000000'));
    project.close();
  });
});

describe('score maps from elsewhere', () => {
  const fixtures = join(import.meta.dirname, '..', '..', '..', 'testing', 'fixtures', 'npy');
  const SCORES = { ...REVIEW, as: 'scores' } as const;
  /** Score maps of a fixture under the name of a photograph. */
  const mapFolder = (folder: string, maps: Record<string, string>): string =>
    maskFolder(
      folder,
      Object.fromEntries(
        Object.entries(maps).map(([to, from]) => [`${to}.npy`, readFileSync(join(fixtures, `${from}.npy`))]),
      ),
    );

  it('become scores with live thresholds, and tags where nobody has given any', async () => {
    const folder = temporaryFolder();
    const project = scoredProject(folder, ['plain.jpg', 'grey.jpg']);
    const { id } = imageOf(project, 'plain.jpg');
    project.transaction(() => project.images.setTags(id, null, 'source'));
    const report = await importMasks(project, mapFolder(folder, { plain: 'irn', grey: 'plane' }), {
      ...{ ...SCORES, origin: 'IRN' },
    });
    expect(report).toMatchObject({ images: 2, reader: 'score maps (.npy)' });
    expect(imageOf(project, 'plain.jpg')).toMatchObject({ state: 'proposed', tags: [1, 2] });
    expect(project.scores.get(id)).toMatchObject({ origin: 'IRN', labels: [1, 2], grid: 6 });
    // One map, one tag.
    expect(project.scores.get(imageOf(project, 'grey.jpg').id)).toMatchObject({ labels: [1], grid: 3 });
    const areaOf = (label: number): number =>
      labelMapOf(project, imageOf(project, 'plain.jpg'))!.data.filter((value) => value === label).length;
    expect(areaOf(1)).toBeLessThan(areaOf(2));
    project.transaction(() => project.images.setThresholds(id, { 2: 1 }));
    // The greatest score alone reaches it.
    expect(areaOf(2)).toBeLessThan(12);
    expect(areaOf(1)).toBeGreaterThan(0);
    project.close();
  });

  it('by name, with maps of strangers, of too many classes, or of something else are told apart', async () => {
    const folder = temporaryFolder();
    const project = scoredProject(folder, ['plain.jpg', 'grey.jpg', 'cmyk.jpg', 'rgb16.png']);
    const names = { plain: 'byName', grey: 'text', cmyk: 'refused', rgb16: 'float32' };
    const report = await importMasks(project, mapFolder(folder, names), SCORES);
    expect(report).toMatchObject({ images: 2, strangers: [{ name: 'zebra', files: 1 }] });
    expect(report.unreadable.count).toBe(2);
    expect(project.scores.get(imageOf(project, 'plain.jpg').id)!.labels).toEqual([2]);
    // Two maps, as many as there are classes: of these the one that the image is tagged with.
    expect(project.scores.get(imageOf(project, 'rgb16.png').id)!.labels).toEqual([1]);
    project.close();
  });

  it('come back from an export of some classes under their names, from its folder or the one in it', async () => {
    const folder = temporaryFolder();
    const project = scoredProject(folder, ['plain.jpg']);
    const { id } = imageOf(project, 'plain.jpg');
    const scores = { ...project.scores.get(id)!, labels: [1, 2] };
    scores.values = Float16Array.from([1, 0.25, 1, 0.25, 0.25, 1, 0.25, 0.75]);
    project.transaction(() => project.scores.put(id, scores));
    const out = join(folder, 'out');
    await runExport(project, scoresExporter, {
      ...{ out, states: ['proposed'], classes: [{ from: 'cat', to: '' }], refine: noEdges },
      split: { valShare: 0, seed: 0 },
    });
    // One map, and one tag that it is not of.
    expect(imageOf(project, 'plain.jpg').tags).toEqual([1]);
    for (const source of [out, join(out, 'scores')]) {
      const report = await importMasks(project, source, { as: 'scores', apply: true, author: '' });
      expect(report).toMatchObject({ images: 1, warnings: [], perClass: [{ name: 'dog', images: 1 }] });
      expect(project.scores.get(id)!.labels).toEqual([2]);
      expect([...project.scores.get(id)!.values]).toEqual([0.25, 1, 0.25, 0.75]);
    }
    const record = join(out, 'scores.json');
    writeFileSync(record, JSON.stringify({ classes: ['cat', 'dog'] }));
    const { unreadable } = await importMasks(project, out, { as: 'scores', apply: false, author: '' });
    expect(unreadable.some).toEqual([
      expect.stringMatching(/plain\.npy has 1 map, and scores\.json names 2 classes/),
    ]);
    writeFileSync(record, '{}');
    const { warnings } = await importMasks(project, out, { as: 'scores', apply: false, author: '' });
    expect(warnings).toEqual([expect.stringContaining('do not say what their maps are of')]);
    project.close();
  });

  it('are no labels, and masks are no scores', async () => {
    const folder = temporaryFolder();
    const project = scoredProject(folder, ['plain.jpg']);
    const maps = mapFolder(folder, { plain: 'plane' });
    await expect(importMasks(project, maps, REVIEW)).rejects.toThrow('They become scores, and no labels');
    const masks = maskFolder(join(folder, 'others'), { 'plain.png': encodeVocPng(mask('1')) });
    await expect(importMasks(project, masks, SCORES)).rejects.toThrow('masks and no score maps');
    await expect(importMasks(project, folder, REVIEW)).resolves.toMatchObject({ images: 0 });
    await expect(importMasks(project, join(folder, 'none'), REVIEW)).rejects.toThrow('does not exist');
    project.close();
  });
});

describe.skipIf(!shared.present)('the masks of a VOCdevkit', () => {
  it('come back from an export pixel for pixel, reviewed or accepted', async () => {
    const folder = temporaryFolder();
    const voc = join(folder, 'VOC2012');
    const ids = readdirSync(shared.masks)
      .slice(0, 4)
      .map((name) => name.replace('.png', ''));
    for (const part of ['JPEGImages', 'SegmentationClass']) mkdirSync(join(voc, part), { recursive: true });
    for (const id of ids) {
      cpSync(join(shared.photographs, `${id}.jpg`), join(voc, 'JPEGImages', `${id}.jpg`));
      cpSync(join(shared.masks, `${id}.png`), join(voc, 'SegmentationClass', `${id}.png`));
    }
    for (const as of ['review', 'accepted'] as const) {
      const project = ProjectFile.open(join(folder, `${as}.camweave`), { create: true });
      project.transaction(() => {
        project.meta.set('parameters', DEFAULT_PARAMETERS);
        VOC_CLASSES.forEach((name, i) =>
          project.classes.add({ label: i + 1, name, colour: '#800000', threshold: 0.5 }),
        );
      });
      addSource(project, await readSource(voc, VOC_CLASSES));
      const report = await importMasks(project, voc, { ...REVIEW, as });
      expect(report).toMatchObject({ images: 4, strangers: [], reader: 'PASCAL VOC' });
      const states = [as === 'accepted' ? as : 'proposed'] as const;
      const out = join(folder, as);
      await runExport(project, vocExporter, {
        out,
        states,
        split: { valShare: 0, seed: 0 },
        refine: noEdges,
      });
      project.close();
      for (const id of ids) {
        const [then, now] = [shared.masks, join(out, VOC_FOLDER, 'SegmentationClass')].map((at) =>
          readIndexMask(readFileSync(join(at, `${id}.png`)), id),
        );
        expect([now!.width, now!.height]).toEqual([then!.width, then!.height]);
        expect(Buffer.compare(now!.data, then!.data)).toBe(0);
      }
    }
  });
});
