import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { noEdges } from '../../../../testing/noEdges.ts';
import { scoredProject } from '../../../../testing/scoredProject.ts';
import { temporaryFolder } from '../../../../testing/temporaryFolder.ts';
import { evaluateProject } from './evaluateProject.ts';
import { openGroundTruth } from './openGroundTruth.ts';

const CATEGORIES = ['dog', 'cat', 'owl'].map((name, i) => ({ id: 10 * (i + 1), name }));
const [DOG, CAT, OWL] = [10, 20, 30];

/** Columns of a photograph of 12 x 8 pixels as an annotation of the first image. */
const columns = (category: number, from: number, to: number, more: object = {}): object => ({
  ...{ image_id: 1, category_id: category, iscrowd: 0, ...more },
  segmentation: [[from, 0, to, 0, to, 8, from, 8]],
});
/** The same as a crowd, which COCO writes by runs, column by column. */
const crowd = (category: number, from: number, to: number): object => ({
  ...{ image_id: 1, category_id: category, iscrowd: 1 },
  segmentation: { size: [8, 12], counts: [from * 8, (to - from) * 8, (12 - to) * 8] },
});

function instances(folder: string, annotations: object[], size = [12, 8]): string {
  const file = join(folder, 'instances_val.json');
  const [width, height] = size;
  const images = [{ id: 1, file_name: 'plain.jpg', width, height }];
  writeFileSync(file, JSON.stringify({ images, annotations, categories: CATEGORIES }));
  return file;
}

/** Each image is proposed as a cat on its left half. */
describe('true masks of COCO', () => {
  it('are compared by names, whatever the order of the categories', async () => {
    const folder = temporaryFolder();
    const project = scoredProject(folder, ['plain.jpg', 'grey.jpg']);
    const file = instances(folder, [columns(CAT!, 0, 6)]);
    const { images, couplings, warnings } = await evaluateProject(project, file, { refine: noEdges });
    expect([images, couplings.adcam!.project.miou, warnings]).toEqual([1, 1, []]);
    project.close();
  });

  it('count neither crowds nor classes that the project lacks', async () => {
    const folder = temporaryFolder();
    const project = scoredProject(folder, ['plain.jpg']);
    // Six columns are proposed as a cat; of four of them nobody counts.
    const file = instances(folder, [columns(CAT!, 0, 2), crowd(DOG!, 2, 5), columns(OWL!, 5, 6)]);
    const truth = await openGroundTruth(file, project);
    const image = project.images.all()[0]!;
    expect([truth.has(image), truth.classesOf(image)]).toEqual([true, [1, 2]]);
    expect([...truth.read(image)!.subarray(0, 12)]).toEqual([
      ...[1, 1, 255, 255, 255, 255],
      ...[0, 0, 0, 0, 0, 0],
    ]);
    const { couplings, warnings } = await evaluateProject(project, file, { refine: noEdges });
    expect(couplings.adcam!.project.miou).toBe(1);
    expect(warnings).toEqual([
      'Not counted, because the project lacks these classes: owl.',
      expect.stringContaining('crowds, which become void (1)'),
    ]);
    project.close();
  });

  it('of another size, or of other photographs, are said and left out', async () => {
    const folder = temporaryFolder();
    const project = scoredProject(folder, ['plain.jpg']);
    const file = instances(folder, [], [24, 16]);
    await expect(evaluateProject(project, file, { refine: noEdges })).rejects.toThrow(
      'None of the 1 proposed',
    );
    const truth = await openGroundTruth(file, project);
    expect(truth.read(project.images.all()[0]!)).toBeUndefined();
    expect(truth.warnings).toEqual([
      expect.stringContaining('is 24 x 16, plain.jpg 12 x 8; it is left out.'),
    ]);
    project.close();
  });

  it('of classes that have become others are those', async () => {
    const folder = temporaryFolder();
    const project = scoredProject(folder, ['plain.jpg']);
    project.classes.setBecomes(2, 1);
    const file = instances(folder, [columns(DOG!, 0, 6)]);
    const { couplings } = await evaluateProject(project, file, { refine: noEdges });
    expect(couplings.adcam!.project.miou).toBe(1);
    project.close();
  });
});
