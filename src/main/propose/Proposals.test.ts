import { describe, expect, it, onTestFinished } from 'vitest';
import { scoredProject } from '../../../testing/scoredProject.ts';
import { temporaryFolder } from '../../../testing/temporaryFolder.ts';
import type { ProjectImage } from '../../shared/images/ProjectImage.ts';
import { DEFAULT_PARAMETERS } from '../../shared/parameters/proposalParameters.ts';
import { decide } from '../annotate/decisions.ts';
import { proposalKey } from '../annotate/proposalKey.ts';
import type { AdcamManifest } from '../models/adcam/adcamManifest.ts';
import type { ProposeResult } from '../models/adcam/jobs.ts';
import type { ProjectFile } from '../project/ProjectFile.ts';
import { Proposals } from './Proposals.ts';
import { changeTagging } from './setUpProject.ts';

const folder = temporaryFolder();
const pixels = { mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5], sha256: '0'.repeat(64), size: 64 } as const;
/** Knows dog, owl and cat, in this order; the project has cat (1) and dog (2). */
const manifest = {
  ...{ format: 1, kind: 'adcam', name: 'pack', parameters: DEFAULT_PARAMETERS },
  cnn: { ...pixels, file: 'c', fixedSize: false, stride: 32, modelClasses: 3, activation: 'sigmoid' },
  vit: { ...pixels, file: 'v', patch: 16, grid: 2, tokens: 5, heads: 1, attention: ['a'] },
  classes: ['dog', 'owl', 'cat'].map((name, index) => ({ name, modelClasses: [index] })),
  thresholds: { default: 0.5, perClass: {} },
  tagProbability: { default: 0.5, perClass: {} },
} as unknown as AdcamManifest;

/** A project of one photograph that nobody has tagged or proposed yet. */
function untagged(): ProjectFile {
  const project = scoredProject(folder, ['plain.png']);
  onTestFinished(() => project.discard());
  project.scores.remove(1);
  project.images.setTags(1, null, 'source');
  return project;
}

const image = (project: ProjectFile): ProjectImage => project.images.get(1)!;
const tagsOf = (project: ProjectFile): unknown[] => [image(project).tags, image(project).tagSource];
const has = (project: ProjectFile): boolean => new Proposals(project, manifest).has(image(project));

/** What comes back where these positions of the pack's list have become tags. */
function propose(project: ProjectFile, tags: number[]): void {
  const { width, height, contentHash } = image(project) as Required<ProjectImage>;
  const result = {
    ...{ width: width!, height: height!, contentHash: contentHash!, tags, grid: 2, notices: [] },
    probabilities: Float32Array.from([0.7, 0.99, 0.6]),
    scores: { adcam: new Float32Array(tags.length * 4) },
  } as unknown as ProposeResult;
  const proposals = new Proposals(project, manifest);
  proposals.save(image(project), result);
}

describe('an image that nobody has tagged', () => {
  it('is tagged by what is likely enough, and what is suggested is kept', () => {
    const project = untagged();
    expect(new Proposals(project, manifest).request(image(project), undefined).tags).toEqual({
      ...{ fromProbability: [0.5, Infinity, 0.5], atLeastOne: false },
    });
    propose(project, [0, 2]);
    expect(tagsOf(project)).toEqual([[1, 2], 'classifier']);
    expect(project.suggestions.likeliest(1, 3)).toEqual([
      { label: 2, probability: 0.7 },
      { label: 1, probability: 0.6 },
    ]);
    // The pack's order is not the project's.
    expect(has(project)).toBe(true);
  });

  it('gets no tag where classes are only suggested, and one at least where that is asked for', () => {
    const project = untagged();
    changeTagging(project, 'suggest');
    expect(new Proposals(project, manifest).request(image(project), undefined).tags).toEqual({ given: [] });
    propose(project, []);
    expect(tagsOf(project)).toEqual([[], 'classifier']);
    expect(project.suggestions.likeliest(1, 1)).toEqual([{ label: 2, probability: 0.7 }]);
    changeTagging(project, 'top1');
    expect(new Proposals(project, manifest).request(image(project), undefined).tags).toMatchObject({
      atLeastOne: true,
    });
  });

  it('is proposed anew where the choice has changed, and one that was tagged is not', () => {
    const project = untagged();
    propose(project, [2]);
    expect(has(project)).toBe(true);
    changeTagging(project, 'top1');
    expect(has(project)).toBe(false);
    propose(project, [2]);
    expect(has(project)).toBe(true);
    // Whoever confirms what the classifier has said changes nothing.
    project.images.setTags(1, [1], 'person');
    expect(has(project)).toBe(true);
    changeTagging(project, 'sure');
    expect(has(project)).toBe(true);
    project.images.setTags(1, [1, 2], 'person');
    expect(has(project)).toBe(false);
  });

  it('is proposed anew where a person has given it back to the classifier with other tags', () => {
    const project = untagged();
    propose(project, [2]);
    project.images.setTags(1, [1, 2], 'person');
    propose(project, [0, 2]);
    expect(has(project)).toBe(true);
    project.images.setTags(1, [1], 'classifier');
    expect(has(project)).toBe(false);
  });
});

describe('a proposal of another head', () => {
  it('leaves an image that somebody has begun to work on since it was asked for', () => {
    const project = untagged();
    project.images.setTags(1, [1], 'source');
    propose(project, [2]);
    const before = project.scores.get(1)!.values;
    const asked = image(project);
    const result = {
      ...{ width: asked.width!, height: asked.height!, contentHash: asked.contentHash!, tags: [2], grid: 2 },
      ...{
        notices: [],
        probabilities: new Float32Array(3),
        scores: { adcam: new Float32Array(4).fill(0.25) },
      },
    } as unknown as ProposeResult;
    project.images.setThresholds(1, { 1: 0.3 });
    new Proposals(project, manifest).save(asked, result);
    expect(project.scores.get(1)!.values).toEqual(before);
    // Whoever asks for it with thresholds of their own gets it.
    new Proposals(project, manifest).save(image(project), result);
    expect(project.scores.get(1)!.values).not.toEqual(before);
  });

  it('has another key, so that it is not accepted for the one that was seen', () => {
    const made = { packHash: 'p', parameterHash: 'q', labels: [1] };
    expect(proposalKey({ ...made, head: 2 })).not.toBe(proposalKey({ ...made, head: 3 }));
    expect(proposalKey(made)).toBe(proposalKey({ ...made, head: 0 }));
  });
});

it('images that are accepted or rejected are not proposed again, whatever is asked for, and are counted', () => {
  const project = scoredProject(temporaryFolder(), ['plain.png', 'plain.jpg', 'grey.jpg']);
  onTestFinished(() => project.discard());
  const [first, second, third] = project.images.all();
  decide(project, first!, 'accept', { author: 'anna' });
  decide(project, second!, 'reject', { author: 'anna' });
  const { pending, ...counts } = new Proposals(project, manifest, { anew: true }).pendingImages();
  expect(pending.map(({ path }) => path)).toEqual([third!.path]);
  expect(counts).toEqual({ skipped: 2, decided: { accepted: 1, rejected: 1 } });
});
