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
import { evaluateProject } from './evaluateProject.ts';
import { metricsOf } from './metrics.ts';
import { ThresholdSweep } from './ThresholdSweep.ts';

describe('metricsOf', () => {
  it('shares out the union of each class', () => {
    // Rows are the truth; columns background, cat, void.
    const counts = Float64Array.from([6, 2, 0, 1, 3, 1]);
    const { miou, fp, fn, perClass } = metricsOf(['background', 'cat'], counts);
    expect(perClass[1]!.iou).toBeCloseTo(3 / 7);
    expect(perClass[0]!.iou).toBeCloseTo(6 / 9);
    expect(miou).toBeCloseTo((3 / 7 + 6 / 9) / 2);
    expect(fp).toBeCloseTo(2 / 7);
    expect(fn).toBeCloseTo(2 / 7);
  });

  it('leaves out classes that occur nowhere', () => {
    const { miou, perClass } = metricsOf(['background', 'cat'], Float64Array.from([5, 0, 0, 0, 0, 0]));
    expect(miou).toBe(1);
    expect(perClass[1]!.iou).toBeNaN();
  });
});

it('a sweep knows at every threshold what composing and counting anew would give', () => {
  const random = seededRandom(5);
  const names = ['background', 'a', 'b'];
  const sweep = new ThresholdSweep(names);
  const cases = Array.from({ length: 4 }, () => {
    const [width, height, grid] = [17, 13, 4];
    const values = randomFloats(2 * grid * grid, random);
    const truth = Uint8Array.from(
      { length: width * height },
      () => [0, 1, 2, 255][Math.floor(random() * 4)]!,
    );
    const maps = { values, classes: 2, grid };
    sweep.add(truth, maps, [1, 2], width, height);
    return { width, height, maps, truth };
  });
  for (const threshold of [0, 0.25, 0.5, 0.73, 0.9, 1]) {
    const counts = new Float64Array(3 * 4);
    for (const { width, height, maps, truth } of cases) {
      const rule = { labels: [1, 2], thresholds: [threshold, threshold], voidHalfWidth: 0 };
      const labels = composeProposal(maps, width, height, rule);
      truth.forEach((row, i) => row !== 255 && (counts[row * 4 + labels[i]!]! += 1));
    }
    const slow = metricsOf(names, counts);
    expect(sweep.at(threshold).miou).toBeCloseTo(slow.miou, 2);
    expect(sweep.at(threshold).fp).toBeCloseTo(slow.fp, 2);
  }
  const best = sweep.best();
  expect(best.miou).toBe(Math.max(...Array.from({ length: 101 }, (_, i) => sweep.at(i / 100).miou)));
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
    const { images, couplings, warnings } = await evaluateProject(project, root);
    expect(images).toBe(1);
    expect(couplings.adcam!.project.miou).toBe(1);
    expect(couplings.adcam!.project.thresholds).toEqual({ cat: 0.5, dog: 0.5 });
    expect(couplings.adcam!.best.miou).toBe(1);
    expect(warnings).toEqual(['Not counted, because the project lacks these classes: owl.']);
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
    const { couplings } = await evaluateProject(project, root);
    expect(couplings.adcam!.project.perClass[1]!.iou).toBe(1);
    expect(couplings.adcam!.best.threshold).toBeLessThan(0.2);
    project.close();
  });

  it('names a mask of another size and goes on', async () => {
    const folder = temporaryFolder();
    const project = scoredProject(folder, ['plain.jpg', 'plain.png', 'grey.jpg']);
    const root = groundTruth(folder, { grey: '88/00', plain: rows('888888000000') });
    const { images, warnings } = await evaluateProject(project, root);
    expect(images).toBe(2);
    expect(warnings.join()).toContain('grey.png is 2 x 2, its image 12 x 8; it is left out');
    project.close();
  });

  it('has nothing to compare without masks', async () => {
    const folder = temporaryFolder();
    const project = scoredProject(folder, ['plain.jpg']);
    await expect(evaluateProject(project, folder)).rejects.toThrow('is not a VOC folder');
    await expect(evaluateProject(project, groundTruth(folder, {}))).rejects.toThrow(
      'None of the 1 proposed images',
    );
    project.close();
  });
});
