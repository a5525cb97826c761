import { join } from 'node:path';
import { writeFileSync, readFileSync } from 'node:fs';
import { onTestFinished, expect, it } from 'vitest';
import { AppError } from '../../shared/errors/AppError.ts';
import type { ProjectImage } from '../../shared/images/ProjectImage.ts';
import { composeProposal } from '../../shared/labels/composeProposal.ts';
import { decideOn } from '../annotate/decideOn.ts';
import { proposalKey } from '../annotate/proposalKey.ts';
import { runExport } from '../formats/runExport.ts';
import { vocExporter } from '../formats/voc/vocExporter.ts';
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
  const { id } = project.images.all()[0]!;
  // The scores alone would put the boundary elsewhere.
  project.scores.put(id, { ...project.scores.get(id)!, values: Float16Array.from([0.62, 0.45, 0.62, 0.45]) });
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
  const { values, grid } = project.scores.get(image.id)!;
  const maps = { values: Float32Array.from(values), classes: 1, grid };
  const raw = composeProposal(maps, 12, 8, { labels: [1], thresholds: [0.5], voidHalfWidth: 0 });
  expect([...accepted.data]).not.toEqual([...raw]);
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

it('an export goes on where a threshold is moved meanwhile, and is cancelled to its last image', async () => {
  const { project, refiner } = open();
  const { id } = project.images.all()[0]!;
  const asked = { states: ['proposed'] as const, split: { valShare: 0, seed: 0 } };
  const moving = async (image: ProjectImage): Promise<void> => {
    project.images.setThresholds(id, { 1: 0.3 });
    await refiner.refine(project, image);
  };
  const report = await runExport(project, vocExporter, { ...asked, out: join(folder, 'a'), refine: moving });
  expect([report.images, report.skipped]).toEqual([1, []]);
  const stop = new AbortController();
  const stopping = (): Promise<void> => {
    stop.abort();
    return Promise.reject(new AppError('cancelled', 'Cancelled.'));
  };
  const stopped = { ...asked, out: join(folder, 'b'), signal: stop.signal, refine: stopping };
  await expect(runExport(project, vocExporter, stopped)).rejects.toMatchObject({ code: 'cancelled' });
});

it('a proposal that came while it was refined is not accepted unseen', async () => {
  const { project, refiner } = open();
  const image = project.images.all()[0]!;
  const scores = project.scores.get(image.id)!;
  const refine = async (): Promise<void> => {
    project.scores.put(image.id, { ...scores, parameterHash: 'another' });
    await refiner.refine(project, image);
  };
  const seen = proposalKey(scores);
  await expect(decideOn(project, image, 'accept', { author: 'a', refine, seen })).rejects.toThrow(
    'was proposed anew since you looked at it',
  );
});

it('who asks for the same at once waits for one job', async () => {
  const { project } = open();
  const image = project.images.all()[0]!;
  let jobs = 0;
  const counting = new Refiner(() => {
    const link = forkChild();
    return {
      ...link,
      send: (message) => {
        jobs += 1;
        link.send(message);
      },
    };
  });
  await Promise.all([1, 2, 3].map(() => counting.refine(project, image)));
  counting.close();
  expect(jobs).toBe(1);
});
