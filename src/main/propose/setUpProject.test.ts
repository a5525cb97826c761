import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../../testing/temporaryFolder.ts';
import { DEFAULT_PARAMETERS } from '../../shared/parameters/proposalParameters.ts';
import type { AdcamManifest } from '../models/adcam/adcamManifest.ts';
import { ProjectFile } from '../project/ProjectFile.ts';
import { PackClasses } from './PackClasses.ts';
import { parameterHash } from './parameterHash.ts';
import { addSource, adoptPack, changeParameters } from './setUpProject.ts';

const folder = temporaryFolder();
const pixels = {
  mean: [0.5, 0.5, 0.5] as [number, number, number],
  std: [0.5, 0.5, 0.5] as [number, number, number],
};
const sha256 = '0'.repeat(64);
const manifest: AdcamManifest = {
  ...{ format: 1, kind: 'adcam', name: 'pack' },
  cnn: {
    ...{ ...pixels, file: 'cnn.onnx', sha256, size: 64, fixedSize: false },
    ...{ stride: 32, modelClasses: 3, activation: 'softmax' },
  },
  vit: {
    ...{ ...pixels, file: 'vit.onnx', sha256, size: 64, patch: 16 },
    ...{ grid: 4, tokens: 17, heads: 2, attention: ['a', 'b'] },
  },
  classes: [
    { name: 'cat', modelClasses: [0, 2] },
    { name: 'person', modelClasses: [] },
  ],
  parameters: DEFAULT_PARAMETERS,
  thresholds: { default: 0.6, perClass: { person: 0.4 } },
  tagProbability: { default: 0.5, perClass: {} },
};

function newProject(name: string): ProjectFile {
  const project = ProjectFile.open(join(folder, name), { create: true });
  adoptPack(project, 'some/pack', manifest);
  return project;
}

it('a new project takes classes, colours, thresholds and parameters from its pack', () => {
  const project = newProject('new.camweave');
  expect(project.classes.all()).toEqual([
    { label: 1, name: 'cat', colour: '#800000', threshold: 0.6, guessed: true },
    { label: 2, name: 'person', colour: '#008000', threshold: 0.4, guessed: true },
  ]);
  expect(project.meta.get('parameters')).toEqual(DEFAULT_PARAMETERS);
  expect(project.meta.get('edges')).toBe(true);
  project.close();
});

it('a project keeps its thresholds when the pack is opened again', () => {
  const project = newProject('kept.camweave');
  project.classes.setThreshold(1, 0.3);
  adoptPack(project, 'some/pack', manifest);
  expect(project.classes.all()[0]!.threshold).toBe(0.3);
  project.close();
});

it('a project whose classes were all deleted gets none back from its pack', () => {
  const project = newProject('emptied.camweave');
  for (const { label } of project.classes.all()) project.classes.setBecomes(label, 0);
  adoptPack(project, 'some/pack', manifest);
  expect(project.classes.all()).toEqual([]);
  project.close();
});

it('parameters change one by one; layers that the pack lacks change nothing', () => {
  const project = newProject('parameters.camweave');
  changeParameters(project, manifest, { gamma: 4 });
  expect(project.meta.get('parameters')).toEqual({ ...DEFAULT_PARAMETERS, gamma: 4 });
  expect(() => changeParameters(project, manifest, { layers: [0, 2] })).toThrow('this pack has 2 (0 to 1)');
  expect(project.meta.get('parameters')!.layers).toBe('all');
  project.close();
});

it('a project holds the images of one folder, each once', () => {
  const project = newProject('images.camweave');
  const source = {
    ...{ root: '/photos', warnings: [] },
    images: [{ path: 'a.jpg', bytes: 1, tags: ['person', 'cat'] }],
  };
  expect(addSource(project, source)).toBe(1);
  expect(addSource(project, source)).toBe(0);
  expect(project.images.all()[0]!.tags).toEqual([1, 2]);
  expect(() => addSource(project, { ...source, root: '/other' })).toThrow(
    'holds images of /photos, not of /other',
  );
  project.close();
});

it('classes without a model class cannot be proposed', () => {
  const project = newProject('classes.camweave');
  const classes = new PackClasses(project.classes.written(), manifest);
  expect(classes.unproposable).toEqual(['person']);
  expect(classes.proposable([2, 1])).toEqual([1]);
  expect(classes.positionsOf([2, 1]).map(({ position }) => classes.label(position))).toEqual([1]);
  project.close();
});

it('classes that were merged are proposed for what they have become, those that were deleted for nothing', () => {
  const project = newProject('merged.camweave');
  const both = { ...manifest, classes: [manifest.classes[0]!, { name: 'person', modelClasses: [1] }] };
  project.classes.add({ label: 3, name: 'animal', colour: '#000080', threshold: 0.5 });
  const packClasses = (): PackClasses => new PackClasses(project.classes.written(), both);
  project.classes.setBecomes(1, 3);
  expect(packClasses().unproposable).toEqual([]);
  expect(packClasses().proposable([3, 2])).toEqual([2, 3]);
  expect(packClasses().positionsOf([2, 3])).toEqual([
    { position: 0, label: 1 },
    { position: 1, label: 2 },
  ]);
  project.classes.setBecomes(1, 0);
  expect(packClasses().unproposable).toEqual(['animal']);
  expect(packClasses().label(0)).toBeUndefined();
  // A class that is there goes before one of its name that is not.
  project.classes.add({ label: 4, name: 'cat', colour: '#008080', threshold: 0.5 });
  expect(packClasses().label(0)).toBe(4);
  project.close();
});

it('parameterHash follows values, not the order of keys', () => {
  const reversed = Object.fromEntries(
    Object.entries(DEFAULT_PARAMETERS).reverse(),
  ) as typeof DEFAULT_PARAMETERS;
  expect(parameterHash(reversed)).toBe(parameterHash(DEFAULT_PARAMETERS));
  expect(parameterHash({ ...DEFAULT_PARAMETERS, steps: 2 })).not.toBe(parameterHash(DEFAULT_PARAMETERS));
});
