import { join } from 'node:path';
import { writeFileSync, readFileSync } from 'node:fs';
import { onTestFinished, expect, it } from 'vitest';
import { decideOn } from '../annotate/decideOn.ts';
import { labelMapOf } from '../annotate/labelMapOf.ts';
import { makeGuide } from '../edges/Guide.ts';
import { refineProposal } from '../edges/refineProposal.ts';
import { decodeImage } from '../image/decodeImage.ts';
import { forkChild } from '../inference/host/forkChild.ts';
import type { ProjectFile } from '../project/ProjectFile.ts';
import { scoredProject } from '../../../testing/scoredProject.ts';
import { temporaryFolder } from '../../../testing/temporaryFolder.ts';
import { Refiner } from './Refiner.ts';

const folder = temporaryFolder();
const photograph = join(folder, 'photos', 'plain.png');

function open(): { project: ProjectFile; refiner: Refiner } {
  const project = scoredProject(folder, ['plain.png']);
  project.meta.set('edges', true);
  const refiner = new Refiner(forkChild);
  onTestFinished(() => {
    refiner.close();
    project.discard();
  });
  return { project, refiner };
}

it('what is exported is the proposal along edges, made again when a threshold has moved', async () => {
  const { project, refiner } = open();
  const image = project.images.all()[0]!;
  expect(() => labelMapOf(project, image)).toThrow('was to be refined');
  const { values, grid, labels } = project.scores.get(image.id)!;
  const photo = await decodeImage(readFileSync(photograph), photograph);
  for (const threshold of [0.5, 0.2]) {
    project.images.setThresholds(image.id, { 1: threshold });
    await refiner.refine(project, image);
    const maps = { values: Float32Array.from(values), classes: 1, grid };
    const rule = { labels, thresholds: [threshold], voidHalfWidth: 0 };
    const now = project.images.get(image.id)!;
    expect(labelMapOf(project, now)!.data).toEqual(refineProposal(makeGuide(photo), maps, photo, rule));
  }
});

it('an acceptance waits for it, and keeps it when the project no longer follows edges', async () => {
  const { project, refiner } = open();
  const image = project.images.all()[0]!;
  const refine = (): Promise<void> => refiner.refine(project, image);
  await decideOn(project, image, 'accept', { author: 'a', refine });
  const accepted = labelMapOf(project, project.images.get(image.id)!)!;
  project.meta.set('edges', false);
  expect(labelMapOf(project, project.images.get(image.id)!)!.data).toEqual(accepted.data);
  expect(project.labels.get(image.id)!.provenance.edges).toBe(true);
});

it('a photograph that is another one, or none, is said, and nothing is kept', async () => {
  const { project, refiner } = open();
  const image = project.images.all()[0]!;
  writeFileSync(photograph, readFileSync(join(import.meta.dirname, '../../../testing/images/plain.jpg')));
  await expect(refiner.refine(project, image)).rejects.toMatchObject({ code: 'image-changed' });
  writeFileSync(photograph, 'nothing');
  await expect(refiner.refine(project, image)).rejects.toMatchObject({ code: 'image-unreadable' });
  expect(() => labelMapOf(project, image)).toThrow('was to be refined');
});

it('where a project does not follow edges nothing is started', async () => {
  const { project } = open();
  project.meta.set('edges', false);
  const idle = new Refiner(() => {
    throw new Error('no child is needed');
  });
  await idle.refine(project, project.images.all()[0]!);
});
