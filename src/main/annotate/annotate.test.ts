import { describe, expect, it } from 'vitest';
import { mask } from '../../../testing/maskMatchers.ts';
import { scoredProject } from '../../../testing/scoredProject.ts';
import { temporaryFolder } from '../../../testing/temporaryFolder.ts';
import type { ProjectFile } from '../project/ProjectFile.ts';
import { ProjectFile as Project } from '../project/ProjectFile.ts';
import { authorName } from './authorName.ts';
import { decide, stepDecision } from './decisions.ts';
import { labelMapOf } from './labelMapOf.ts';
import { Strokes } from './Strokes.ts';
import type { SizedImage } from './withContent.ts';

/** A project of one photograph of 12 x 8 pixels, proposed as a cat (1) on its left half. */
function openProject(): ProjectFile {
  return scoredProject(temporaryFolder(), ['plain.png']);
}
const imageOf = (project: ProjectFile): SizedImage => project.images.get(1) as SizedImage;
const firstRow = (project: ProjectFile) => {
  const map = labelMapOf(project, imageOf(project))!;
  return { width: map.width, height: 1, data: map.data.subarray(0, map.width) };
};
/** Paints the first three pixels with a dog (2). */
const paint = (project: ProjectFile, after = '222', before = '...'): boolean =>
  new Strokes(project).add(
    imageOf(project),
    { ...{ label: 2, x: 0, y: 0, width: 3, height: 1 }, before: mask(before).data, after: mask(after).data },
    { author: 'painter' },
  );

describe('decisions', () => {
  it('are kept with who made them and when, and undone one by one', () => {
    const project = openProject();
    const state = (): string => imageOf(project).state;
    decide(project, imageOf(project), 'accept', { author: 'ada' });
    decide(project, imageOf(project), 'reject', { author: 'ben' });
    expect(project.decisions.last(1)).toMatchObject({ what: 'reject', author: 'ben' });
    expect(project.decisions.last(1)!.at).toMatch(/^\d{4}-\d\d-\d\dT/);
    expect(state()).toBe('rejected');
    stepDecision(project, imageOf(project), 'undo');
    expect(state()).toBe('accepted');
    expect(project.decisions.last(1)).toMatchObject({ what: 'accept', author: 'ada' });
    stepDecision(project, imageOf(project), 'undo');
    expect(state()).toBe('proposed');
    expect(stepDecision(project, imageOf(project), 'undo')).toBe(false);
    stepDecision(project, imageOf(project), 'redo');
    stepDecision(project, imageOf(project), 'redo');
    expect([state(), stepDecision(project, imageOf(project), 'redo')]).toEqual(['rejected', false]);
    project.close();
  });

  it('that are taken again bring back the very labels that were frozen', () => {
    const project = openProject();
    decide(project, imageOf(project), 'accept', { author: '' });
    decide(project, imageOf(project), 'reopen', { author: '' });
    expect(project.labels.get(1)).toBeUndefined();
    project.classes.setThreshold(1, 0.99);
    expect(firstRow(project)).toMatchMask('111000000000');
    stepDecision(project, imageOf(project), 'undo');
    expect(imageOf(project).state).toBe('accepted');
    expect(firstRow(project)).toMatchMask('111111000000');
    project.close();
  });

  it('that change nothing are not kept, and a new one drops what was undone', () => {
    const project = openProject();
    decide(project, imageOf(project), 'reopen', { author: '' });
    expect(project.decisions.last(1)).toBeUndefined();
    decide(project, imageOf(project), 'accept', { author: '' });
    stepDecision(project, imageOf(project), 'undo');
    decide(project, imageOf(project), 'reject', { author: '' });
    expect(project.decisions.next(1)).toBeUndefined();
    project.close();
  });

  it('that were undone are gone once something new was painted', () => {
    const project = openProject();
    decide(project, imageOf(project), 'accept', { author: '' });
    stepDecision(project, imageOf(project), 'undo');
    paint(project);
    expect(stepDecision(project, imageOf(project), 'redo')).toBe(false);
    expect(imageOf(project).state).toBe('edited');
    project.close();
  });

  it('made again freeze what there is now: thresholds may have moved meanwhile', () => {
    const project = openProject();
    decide(project, imageOf(project), 'accept', { author: '' });
    stepDecision(project, imageOf(project), 'undo');
    project.classes.setThreshold(1, 0.99);
    stepDecision(project, imageOf(project), 'redo');
    expect(imageOf(project).state).toBe('accepted');
    expect(firstRow(project)).toMatchMask('111000000000');
    project.close();
  });

  it('need a label map to freeze', () => {
    const folder = temporaryFolder();
    const project = Project.open(`${folder}/empty.camweave`, { create: true });
    project.images.add({ path: 'a.jpg', bytes: 1, tags: undefined });
    expect(() => decide(project, project.images.get(1)!, 'accept', { author: '' })).toThrow(
      'has no proposal yet',
    );
    expect(project.decisions.last(1)).toBeUndefined();
    project.close();
  });
});

describe('a rejected image', () => {
  it('keeps its strokes, in its label map too', () => {
    const project = openProject();
    paint(project);
    decide(project, imageOf(project), 'reject', { author: '' });
    expect(firstRow(project)).toMatchMask('222111000000');
    decide(project, imageOf(project), 'reopen', { author: '' });
    expect(imageOf(project).state).toBe('edited');
    expect(firstRow(project)).toMatchMask('222111000000');
    project.close();
  });

  it('is not painted', () => {
    const project = openProject();
    decide(project, imageOf(project), 'reject', { author: '' });
    expect(() => paint(project)).toThrow('is rejected. Reopen it');
    expect(() => new Strokes(project).step(imageOf(project), 'undo')).toThrow('Reopen it');
    project.close();
  });
});

describe('strokes', () => {
  it('make an image edited while any stands, with a name under each', () => {
    const project = openProject();
    const strokes = new Strokes(project);
    expect(paint(project)).toBe(true);
    expect(paint(project, '222', '...')).toBe(false);
    expect(imageOf(project).state).toBe('edited');
    expect(strokes.step(imageOf(project), 'undo')).toMatchObject({ x: 0, y: 0, width: 3, height: 1 });
    expect(imageOf(project).state).toBe('proposed');
    strokes.step(imageOf(project), 'redo');
    expect(imageOf(project).state).toBe('edited');
    expect(strokes.step(imageOf(project), 'redo')).toBeUndefined();
    project.close();
  });
});

it('the author is who the environment says, else the user of the system', () => {
  expect(authorName({ CAMWEAVE_AUTHOR: ' Ada ' })).toBe('Ada');
  expect(authorName({}).length).toBeGreaterThan(0);
});
