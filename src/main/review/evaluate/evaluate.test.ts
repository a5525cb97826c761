import { updateState } from '../../annotate/updateState.ts';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { mask } from '../../../../testing/maskMatchers.ts';
import { randomFloats, seededRandom } from '../../../../testing/random.ts';
import { scoredProject } from '../../../../testing/scoredProject.ts';
import { temporaryFolder } from '../../../../testing/temporaryFolder.ts';
import { composeProposal } from '../../../shared/labels/composeProposal.ts';
import { encodeVocPng } from '../../image/mask/encodeVocPng.ts';
import { ClassCounts } from './ClassCounts.ts';
import { evaluateProject } from './evaluateProject.ts';
import { LabelMapTally } from './LabelMapTally.ts';
import { metricsOf } from './metrics.ts';
import { ThresholdSweep } from './ThresholdSweep.ts';
import { BANDS, trueMask } from './TrueMask.ts';
import { noEdges } from '../../../../testing/noEdges.ts';

/** Counts of a confusion matrix: rows are the truth; columns the prediction, the last one void. */
function countsOf(rows: readonly number[][]): ClassCounts {
  const counts = new ClassCounts(rows.length);
  rows.forEach((row, truth) => {
    row.forEach((pixels, column) => {
      for (let i = 0; i < pixels; i++) counts.add(truth, column);
    });
  });
  return counts;
}

describe('metricsOf', () => {
  it('shares out the union of each class', () => {
    const counts = countsOf([
      [6, 2, 0],
      [1, 3, 1],
    ]);
    const { miou, fp, fn, perClass } = metricsOf(['background', 'cat'], counts);
    expect(perClass[1]!.iou).toBeCloseTo(3 / 7);
    expect(perClass[0]!.iou).toBeCloseTo(6 / 9);
    expect(miou).toBeCloseTo((3 / 7 + 6 / 9) / 2);
    expect(fp).toBeCloseTo(2 / 7);
    expect(fn).toBeCloseTo(2 / 7);
  });

  it('leaves out classes that occur nowhere', () => {
    const counts = countsOf([
      [5, 0, 0],
      [0, 0, 0],
    ]);
    const { miou, perClass } = metricsOf(['background', 'cat'], counts);
    expect(miou).toBe(1);
    expect(perClass[1]!.iou).toBeNaN();
  });
});

it('a sweep knows at every threshold what composing and counting anew would give', () => {
  const random = seededRandom(5);
  const names = ['background', 'a', 'b'];
  const images = [4, 4, 4];
  const sweep = new ThresholdSweep(names);
  const cases = Array.from({ length: 4 }, () => {
    const [width, height, grid] = [57, 43, 4];
    const values = randomFloats(2 * grid * grid, random);
    // A cell in the middle, so that some pixels are far from any boundary.
    const rows = Uint8Array.from({ length: width * height }, (_, i) => (i % width < 28 ? 1 : 0));
    for (let i = 0; i < 60; i++) rows[i] = [0, 1, 2, 255][Math.floor(random() * 4)]!;
    const maps = { values, classes: 2, grid };
    const truth = trueMask(rows, width, height);
    sweep.add(truth, maps, [1, 2], width, height);
    return { width, height, maps, truth };
  });
  for (const threshold of [0, 0.25, 0.5, 0.73, 0.9, 1]) {
    const tally = new LabelMapTally(names);
    for (const { width, height, maps, truth } of cases) {
      const rule = { labels: [1, 2], thresholds: [threshold, threshold], voidHalfWidth: 0 };
      tally.add(truth, composeProposal(maps, width, height, rule));
    }
    const slow = tally.result(images);
    const quick = sweep.at(threshold, images);
    for (const key of ['miou', 'fp', 'fn', 'imgIoU', 'imgIoUError'] as const) {
      expect(quick[key]).toBeCloseTo(slow[key], 2);
    }
    for (const band of BANDS) expect(quick.bands[band]).toBeCloseTo(slow.bands[band], 2);
  }
  const best = sweep.best();
  expect(sweep.miou(best)).toBe(Math.max(...Array.from({ length: 101 }, (_, i) => sweep.miou(i / 100))));
});

describe('evaluateProject', () => {
  const rows = (row: string): string => Array.from({ length: 8 }, () => row).join('/');
  function groundTruth(folder: string, masks: Record<string, string>): string {
    const root = join(folder, 'VOC2012');
    mkdirSync(join(root, 'JPEGImages'), { recursive: true });
    mkdirSync(join(root, 'SegmentationClass'));
    writeFileSync(join(root, 'labelmap.txt'), 'background:0,0,0::\ncat:64,0,0::\nowl:0,64,0::\n');
    for (const [id, picture] of Object.entries(masks)) {
      writeFileSync(join(root, 'SegmentationClass', `${id}.png`), encodeVocPng(mask(picture)));
    }
    return root;
  }

  it('finds a perfect proposal perfect, by class names and not by labels', async () => {
    const folder = temporaryFolder();
    const project = scoredProject(folder, ['plain.jpg', 'grey.jpg']);
    // In the labelmap above, cat has the colour of VOC label 8.
    const root = groundTruth(folder, { plain: rows('888888000000') });
    const { images, couplings, warnings } = await evaluateProject(project, root, { refine: noEdges });
    expect(images).toBe(1);
    expect(couplings.adcam!.project.miou).toBe(1);
    expect(couplings.adcam!.project.thresholds).toEqual({ cat: 0.5, dog: 0.5 });
    expect(couplings.adcam!.best.miou).toBe(1);
    expect(warnings).toEqual(['Not counted, because the project lacks these classes: owl.']);
    project.close();
  });

  it('says of each image how good it is, and of each class how many images show it', async () => {
    const folder = temporaryFolder();
    const project = scoredProject(folder, ['plain.jpg', 'plain.png', 'grey.jpg']);
    const root = groundTruth(folder, { plain: rows('888000000000'), grey: rows('000000000000') });
    const { couplings } = await evaluateProject(project, root, { refine: noEdges });
    const { best, project: own, perImage } = couplings.adcam!;
    expect(own).toMatchObject({ imgIoU: 0.5, imgIoUError: 0, share85: 0, share50: 1 });
    expect(own.perClass.map(({ name, images }) => [name, images])).toEqual([
      ...[['background', 3] as const, ['cat', 2] as const, ['dog', 0] as const],
    ]);
    const [grey, jpg, png] = perImage;
    expect(grey).toMatchObject({ path: 'grey.jpg', miou: NaN, iou: {}, wrong: { elsewhere: 48 } });
    expect(jpg).toMatchObject({ path: 'plain.jpg', miou: 0.5, iou: { cat: 0.5 }, wrong: { edge: 24 } });
    expect(png).toMatchObject({ path: 'plain.png', state: 'proposed', bestMiou: jpg!.bestMiou });
    expect(best.imgIoU).toBe(jpg!.bestMiou);
    expect(best.imgIoU).toBeGreaterThan(0.5);
    project.close();
  });

  it('counts corrections at the project’s thresholds, and the scores alone in the sweep', async () => {
    const folder = temporaryFolder();
    const project = scoredProject(folder, ['plain.jpg']);
    const stroke = {
      ...{ label: 1, x: 6, y: 0, width: 6, height: 8 },
      before: new Uint8Array(48).fill(254),
      after: new Uint8Array(48).fill(1),
    };
    project.strokes.add(1, stroke, { at: '2026-01-01T00:00:00Z', author: 'somebody' });
    updateState(project, 1);
    const root = groundTruth(folder, { plain: rows('888888888888') });
    const { couplings } = await evaluateProject(project, root, { refine: noEdges });
    expect(couplings.adcam!.project.perClass[1]!.iou).toBe(1);
    expect(couplings.adcam!.best.threshold).toBeLessThan(0.2);
    project.close();
  });

  it('names a mask of another size and goes on', async () => {
    const folder = temporaryFolder();
    const project = scoredProject(folder, ['plain.jpg', 'plain.png', 'grey.jpg']);
    const root = groundTruth(folder, { grey: '88/00', plain: rows('888888000000') });
    const { images, warnings } = await evaluateProject(project, root, { refine: noEdges });
    expect(images).toBe(2);
    expect(warnings.join()).toContain('grey.png is 2 x 2, its image 12 x 8; it is left out');
    project.close();
  });

  it('has nothing to compare without masks', async () => {
    const folder = temporaryFolder();
    const project = scoredProject(folder, ['plain.jpg']);
    await expect(evaluateProject(project, folder, { refine: noEdges })).rejects.toThrow(
      'holds no masks, shapes or score maps',
    );
    await expect(evaluateProject(project, groundTruth(folder, {}), { refine: noEdges })).rejects.toThrow(
      'None of the 1 proposed images',
    );
    project.close();
  });
});
