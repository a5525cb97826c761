import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { addClasses } from '../src/main/annotate/addClasses.ts';
import { classUse } from '../src/main/annotate/classUse.ts';
import { decide } from '../src/main/annotate/decisions.ts';
import { deleteClasses, restoreClasses } from '../src/main/annotate/deleteClasses.ts';
import { labelMapOf } from '../src/main/annotate/labelMapOf.ts';
import { Strokes } from '../src/main/annotate/Strokes.ts';
import type { SizedImage } from '../src/main/annotate/withContent.ts';
import { projectJson } from '../src/main/cli/projectJson.ts';
import { runExport } from '../src/main/formats/runExport.ts';
import { vocExporter } from '../src/main/formats/voc/vocExporter.ts';
import { encodeVocPng } from '../src/main/image/mask/encodeVocPng.ts';
import type { IndexMask } from '../src/main/image/mask/readIndexMask.ts';
import { readIndexMask } from '../src/main/image/mask/readIndexMask.ts';
import { ProjectFile } from '../src/main/project/ProjectFile.ts';
import { addSource } from '../src/main/propose/setUpProject.ts';
import { evaluateProject } from '../src/main/review/evaluate/evaluateProject.ts';
import { BACKGROUND, UNTOUCHED, VOID } from '../src/shared/labels/labelCodes.ts';
import { mask } from './maskMatchers.ts';
import { scoredProject } from './scoredProject.ts';
import { temporaryFolder } from './temporaryFolder.ts';
import { noEdges } from './noEdges.ts';

const [CAT, DOG] = [1, 2];
/** Open and painted, accepted and painted, open with thresholds of its own. */
const [PAINTED, ACCEPTED, OPEN] = [1, 2, 3];

/** A cat on the left half and a dog on the right, both painted over a little in two of three photographs; each is 12 x 8. */
function openProject(folder = temporaryFolder()): ProjectFile {
  const project = scoredProject(folder, ['plain.png', 'plain.jpg', 'grey.jpg']);
  onTestFinished(() => project.close());
  project.transaction(() => {
    for (const { id } of project.images.all()) {
      project.images.setTags(id, [CAT, DOG], 'source');
      const values = Float16Array.from([1, 0.1, 1, 0.1, 0.1, 1, 0.1, 1]);
      project.scores.put(id, { packHash: 'p', parameterHash: 'q', grid: 2, labels: [CAT, DOG], values });
    }
    project.images.setThresholds(OPEN, { [CAT]: 0.4, [DOG]: 0.3 });
  });
  const strokes = new Strokes(project);
  for (const id of [PAINTED, ACCEPTED]) {
    paint(project, strokes, { id, label: DOG, before: '...', after: '222' });
    paint(project, strokes, { id, label: CAT, before: '2', after: '1' });
  }
  decide(project, project.images.get(ACCEPTED)!, 'accept', { author: 'ada' });
  return project;
}

const sized = (project: ProjectFile, id: number): SizedImage => project.images.get(id) as SizedImage;
const topRow = ({ width, data }: IndexMask): IndexMask => ({
  width,
  height: 1,
  data: data.subarray(0, width),
});
const labelsOf = (project: ProjectFile, id: number): IndexMask =>
  topRow(labelMapOf(project, project.images.get(id)!)!);
const humanLayerOf = (project: ProjectFile, id: number): IndexMask =>
  topRow({ width: 12, height: 8, data: project.strokes.humanLayer(id, 12, 8) });

/** Paints the first pixels of an image. */
function paint(
  project: ProjectFile,
  strokes: Strokes,
  { id, label, before, after }: { id: number; label: number; before: string; after: string },
): void {
  const at = { label, x: 0, y: 0, width: before.length, height: 1 };
  const pixels = { before: mask(before).data, after: mask(after).data };
  strokes.add(sized(project, id), { ...at, ...pixels }, { author: 'ada' });
}

function become(project: ProjectFile, label: number, becomes: number): void {
  project.transaction(() => deleteClasses(project, [label], becomes));
}
function restore(project: ProjectFile, label: number): void {
  project.transaction(() => restoreClasses(project, [label]));
}

/** All that anybody can read of a project. */
function everythingIn(project: ProjectFile): unknown {
  const images = project.images
    .all()
    .map((image) => [
      ...[image, project.scores.get(image.id), project.scores.madeWith(image.id)],
      ...[project.strokes.humanLayer(image.id, 12, 8), labelMapOf(project, image)],
    ]);
  const current = project.scores.madeBy('p');
  return [
    images,
    current,
    project.classes.all(),
    classUse(project),
    [...projectJson(project, true)].join(''),
  ];
}

describe('a class that is deleted', () => {
  it('is in nothing that anybody reads, and back in all of it once it is restored', () => {
    const project = openProject();
    const before = everythingIn(project);
    for (const becomes of [BACKGROUND, VOID, UNTOUCHED, CAT]) {
      become(project, DOG, becomes);
      expect(project.classes.all().map(({ name }) => name)).toEqual(['cat']);
      expect(project.images.all().map(({ tags }) => tags)).toEqual([[CAT], [CAT], [CAT]]);
      expect(project.images.get(OPEN)!.thresholds).toEqual({ [CAT]: 0.4 });
      expect(project.scores.get(PAINTED)!.labels).toEqual([CAT]);
      expect(project.scores.madeWith(PAINTED)!.labels).toEqual([CAT]);
      expect(project.scores.madeBy('p').get(PAINTED)?.labels).toEqual([CAT]);
      expect([...projectJson(project, true)].join('')).not.toContain('dog');
      for (const { id } of project.images.all()) expect(labelsOf(project, id).data).not.toContain(DOG);
      restore(project, DOG);
      expect(everythingIn(project)).toEqual(before);
    }
  });

  it('leaves background, void, the proposal or another class where it was painted and accepted', () => {
    const project = openProject();
    expect(labelsOf(project, PAINTED)).toMatchMask('122111222222');
    const seen = (becomes: number): unknown[] => {
      become(project, DOG, becomes);
      const rows = [humanLayerOf(project, PAINTED), labelsOf(project, PAINTED), labelsOf(project, ACCEPTED)];
      restore(project, DOG);
      return rows;
    };
    const expectRows = (rows: unknown[], ...pictures: string[]): void =>
      pictures.forEach((picture, i) => expect(rows[i]).toMatchMask(picture));
    // What was only proposed as a dog is proposed as what is next; what was accepted as one was decided.
    expectRows(seen(BACKGROUND), '100.........', '100111000000', '100111000000');
    expectRows(seen(VOID), '1vv.........', '1vv111000000', '1vv111vvvvvv');
    expectRows(seen(UNTOUCHED), '1...........', '111111000000', '111111000000');
    expectRows(seen(CAT), '111.........', '111111111111', '111111111111');
  });

  it('has its accepted pixels proposed with the thresholds that were accepted, whatever they are now', () => {
    const project = openProject();
    become(project, DOG, UNTOUCHED);
    project.classes.setThreshold(CAT, 0.05);
    expect(labelsOf(project, PAINTED)).toMatchMask('111111111111');
    expect(labelsOf(project, ACCEPTED)).toMatchMask('111111000000');
  });

  it('is undone and done again where it was painted, stroke by stroke, as what it is', () => {
    const project = openProject();
    const strokes = new Strokes(project);
    become(project, DOG, VOID);
    const step = (how: 'undo' | 'redo') => {
      const patch = strokes.step(sized(project, PAINTED), how)!;
      return { ...patch, data: patch.values };
    };
    expect(step('undo')).toMatchMask('v');
    expect(step('undo')).toMatchMask('...');
    expect(step('redo')).toMatchMask('vvv');
    expect(step('redo')).toMatchMask('1');
  });

  it('has its pixels back under what was painted meanwhile', () => {
    const project = openProject();
    const strokes = new Strokes(project);
    become(project, DOG, BACKGROUND);
    paint(project, strokes, { id: PAINTED, label: VOID, before: '10', after: 'vv' });
    expect(humanLayerOf(project, PAINTED)).toMatchMask('vv0.........');
    restore(project, DOG);
    expect(humanLayerOf(project, PAINTED)).toMatchMask('vv2.........');
    strokes.step(sized(project, PAINTED), 'undo');
    expect(humanLayerOf(project, PAINTED)).toMatchMask('122.........');
    expect(topRow({ width: 12, height: 8, data: strokes.layer(sized(project, PAINTED)) })).toMatchMask(
      '122.........',
    );
  });

  it('is painted by a page that has not heard yet: nothing is lost, and it is read as what it has become', () => {
    const project = openProject();
    const strokes = new Strokes(project);
    become(project, DOG, CAT);
    paint(project, strokes, { id: OPEN, label: DOG, before: '..', after: '22' });
    expect(humanLayerOf(project, OPEN)).toMatchMask('11..........');
    restore(project, DOG);
    expect(humanLayerOf(project, OPEN)).toMatchMask('22..........');
  });

  it('has its tags and thresholds back under those that were changed meanwhile', () => {
    const project = openProject();
    project.transaction(() => addClasses(project, [{ name: 'owl', colour: '#000080' }]));
    become(project, DOG, CAT);
    project.images.setTags(OPEN, [CAT, 3], 'person');
    project.images.setTags(PAINTED, [3], 'person');
    project.images.setThresholds(OPEN, { [CAT]: 0.7 });
    restore(project, DOG);
    expect(project.images.get(OPEN)).toMatchObject({ tags: [CAT, DOG, 3], thresholds: { 1: 0.7, 2: 0.3 } });
    // Somebody took it away.
    expect(project.images.get(PAINTED)!.tags).toEqual([3]);
  });

  it('is not exported, counted or evaluated', async () => {
    const folder = temporaryFolder();
    const project = openProject(folder);
    become(project, DOG, BACKGROUND);
    const out = join(folder, 'out');
    const states = ['edited', 'accepted', 'proposed'] as const;
    const report = await runExport(project, vocExporter, {
      out,
      states,
      split: { seed: 0, valShare: 0 },
      refine: noEdges,
    });
    expect(report.perClass).toEqual([{ name: 'cat', images: 3 }]);
    const root = join(out, 'VOCdevkit', 'VOC2012');
    expect(readFileSync(join(root, 'labelmap.txt'), 'utf8')).not.toContain('dog');
    const exported = readIndexMask(readFileSync(join(root, 'SegmentationClass', 'plain.png')), 'plain');
    expect(exported.data).not.toContain(DOG);
    const { couplings, warnings } = await evaluateProject(project, groundTruth(folder), { refine: noEdges });
    expect(couplings.adcam!.best.perClass.map(({ name }) => name)).toEqual(['background', 'cat']);
    expect(warnings.join()).toContain('the project lacks these classes: dog');
  });

  it('is counted before: images, tags, strokes, decisions', () => {
    const project = openProject();
    const dog = { label: DOG, images: 3, tagged: 3, painted: 2, accepted: 1 };
    expect(classUse(project)).toMatchObject({ classes: [{ label: CAT }, dog], gone: [] });
    become(project, DOG, CAT);
    expect(classUse(project)).toEqual({
      classes: [{ ...dog, label: CAT }],
      gone: [{ label: DOG, name: 'dog', colour: '#008000', becomes: CAT }],
    });
  });

  it('is a name that can be given again, and a source may still use it', () => {
    const project = openProject();
    become(project, DOG, CAT);
    const images = [{ path: 'new.jpg', bytes: 1, tags: ['dog'] }];
    addSource(project, { root: project.meta.get('root')!, images, warnings: [] });
    expect(project.images.all().find(({ path }) => path === 'new.jpg')!.tags).toEqual([CAT]);
    project.transaction(() => addClasses(project, [{ name: 'dog', colour: '#ff0000' }]));
    expect(project.classes.all()).toMatchObject([{ label: CAT }, { label: 3, name: 'dog' }]);
    expect(() => restore(project, DOG)).toThrow('There is a class "dog" already');
    addSource(project, {
      ...{ root: project.meta.get('root')!, warnings: [] },
      images: [{ path: 'newer.jpg', bytes: 1, tags: ['dog'] }],
    });
    expect(project.images.all().find(({ path }) => path === 'newer.jpg')!.tags).toEqual([3]);
  });
});

describe('classes that are merged', () => {
  it('have the greater of their scores, pixel by pixel', () => {
    const project = openProject();
    become(project, DOG, CAT);
    const { labels, values } = project.scores.get(OPEN)!;
    expect(labels).toEqual([CAT]);
    expect([...values]).toEqual([1, 1, 1, 1]);
    become(project, CAT, BACKGROUND);
    expect(project.scores.get(OPEN)).toMatchObject({ labels: [], values: new Float16Array(0) });
  });

  it('may be merged on, and taken apart in any order', () => {
    const project = openProject();
    const before = everythingIn(project);
    project.transaction(() => addClasses(project, [{ name: 'animal', colour: '#000080' }]));
    become(project, DOG, CAT);
    become(project, CAT, 3);
    expect(labelsOf(project, PAINTED)).toMatchMask('333333333333');
    expect(project.images.get(OPEN)).toMatchObject({ tags: [3], thresholds: { 3: 0.4 } });
    restore(project, CAT);
    expect(labelsOf(project, PAINTED)).toMatchMask('111111111111');
    become(project, CAT, 3);
    restore(project, DOG);
    expect(labelsOf(project, PAINTED)).toMatchMask('322333222222');
    restore(project, CAT);
    become(project, 3, BACKGROUND);
    expect(everythingIn(project)).toEqual(before);
  });

  it('become nothing that is not there, and not themselves', () => {
    const project = openProject();
    expect(() => become(project, DOG, DOG)).toThrow('cannot become itself');
    expect(() => become(project, DOG, 9)).toThrow('There is no class 9');
    become(project, DOG, CAT);
    expect(() => become(project, CAT, DOG)).toThrow('There is no class 2');
    expect(() => restore(project, CAT)).toThrow('There is no deleted class 1');
  });

  it('that go round in a circle, as no Camweave writes them, are damage', () => {
    const project = openProject();
    const { path } = project;
    project.close();
    const database = new Database(path);
    database.exec('UPDATE class SET becomes = 3 - label');
    database.close();
    expect(() => ProjectFile.open(path)).toThrow('is damaged at its deleted classes');
  });
});

describe('labels of deleted classes', () => {
  const names = (count: number, from = 0) =>
    Array.from({ length: count }, (_, i) => ({ name: `class ${from + i}`, colour: '#123456' }));
  const add = (project: ProjectFile, count: number, from = 0): void =>
    project.transaction(() => addClasses(project, names(count, from)));

  it('are given again only when no other is free, and only those that nothing was labelled with', () => {
    const project = openProject();
    become(project, DOG, CAT);
    add(project, 250);
    project.transaction(() => deleteClasses(project, [5, 6, 7], BACKGROUND));
    add(project, 1, 1000);
    expect(project.classes.all().at(-1)).toMatchObject({ name: 'class 1000', label: 253 });
    add(project, 3, 2000);
    expect(
      project.classes
        .all()
        .slice(-3)
        .map(({ label }) => label),
    ).toEqual([5, 6, 7]);
    expect(() => add(project, 1, 3000)).toThrow(
      'A project has at most 253 classes. There are 252, and 1 that were deleted or merged keep their place',
    );
    restore(project, DOG);
    expect(labelsOf(project, ACCEPTED)).toMatchMask('122111222222');
  });

  it('are not given again where a stroke of many classes has them, or one of an older version', () => {
    const project = openProject();
    add(project, 251);
    // Specks are cleaned away as one stroke.
    paint(project, new Strokes(project), { id: OPEN, label: BACKGROUND, before: '..', after: '90' });
    paint(project, new Strokes(project), { id: PAINTED, label: 8, before: '1', after: '8' });
    const { path } = project;
    project.transaction(() => deleteClasses(project, [8, 9], BACKGROUND));
    expect(classUse(project).gone.map(({ label }) => label)).toEqual([8, 9]);
    project.close();
    const database = new Database(path);
    database.exec('UPDATE stroke SET labels = NULL WHERE label = 8');
    database.close();
    const again = ProjectFile.open(path);
    onTestFinished(() => again.close());
    expect(() => add(again, 1, 1000)).toThrow('2 that were deleted or merged keep their place');
  });

  it('that others have become pass on what they became', () => {
    const project = openProject();
    add(project, 251);
    become(project, DOG, 10);
    become(project, 10, VOID);
    add(project, 1, 1000);
    expect(project.classes.all().at(-1)).toMatchObject({ label: 10 });
    expect(humanLayerOf(project, PAINTED)).toMatchMask('1vv.........');
  });
});

/** True masks of the project above. */
function groundTruth(folder: string): string {
  const root = join(folder, 'VOC2012');
  mkdirSync(join(root, 'JPEGImages'), { recursive: true });
  mkdirSync(join(root, 'SegmentationClass'));
  writeFileSync(join(root, 'labelmap.txt'), 'background:0,0,0::\ncat:128,0,0::\ndog:0,128,0::\n');
  const truth = mask(Array.from({ length: 8 }, () => '111111222222').join('/'));
  writeFileSync(join(root, 'SegmentationClass', 'plain.png'), encodeVocPng(truth));
  return root;
}
