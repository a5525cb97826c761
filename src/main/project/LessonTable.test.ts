import { describe, expect, it, onTestFinished } from 'vitest';
import Database from 'better-sqlite3';
import { lessonFor } from '../../../testing/lessonFor.ts';
import { scoredProject } from '../../../testing/scoredProject.ts';
import { temporaryFolder } from '../../../testing/temporaryFolder.ts';
import type { Head } from './HeadTable.ts';
import { ProjectFile } from './ProjectFile.ts';

const folder = temporaryFolder();

function open(): ProjectFile {
  const project = scoredProject(folder, ['plain.png']);
  onTestFinished(() => project.discard());
  return project;
}

const head: Head = {
  ...{
    lessons: 3,
    depth: 2,
    pooledDepth: 1,
    labels: [1, 2],
    tagRows: ['none', 'alone'],
    weight: 0.3,
    threshold: 0.55,
  },
  ...{ thresholds: [0.5, 0.6], examples: [2, 1], expected: { before: 0.6, after: 0.7, error: 0.02 } },
  weights: Float32Array.from({ length: 9 }, (_, i) => i / 7),
  tagWeights: Float32Array.from({ length: 6 }, (_, i) => -i),
};
const made = { at: '2026-01-02T03:04:05.000Z', basis: 'b' };

describe('lessons', () => {
  it('come back as they were put', () => {
    const { lessons } = open();
    const lesson = lessonFor(1, 2);
    lessons.put(lesson);
    expect(lessons.get(1)).toEqual(lesson);
    expect([...lessons.madeOf()]).toEqual([[1, 'made of 1']]);
    expect([...lessons.shown()]).toEqual([[1, [2]]]);
    lessons.remove(1);
    expect([lessons.count(), lessons.get(1)]).toEqual([0, undefined]);
  });

  it('teach what their labels mean now', () => {
    const project = open();
    const lesson = lessonFor(1, 2);
    project.lessons.put(lesson);
    project.classes.setBecomes(2, 1);
    const merged = project.lessons.get(1)!;
    expect(merged).toMatchObject({ labels: [0, 1], shown: [1], scored: [1], said: [[1, 0.9]] });
    expect(merged.shares).toEqual(lesson.shares);
    // What has become void, or whatever is proposed, is nobody's word about a class or background.
    for (const becomes of [255, 254]) {
      project.classes.setBecomes(2, becomes);
      const gone = project.lessons.get(1)!;
      expect(gone).toMatchObject({ labels: [0], shown: [], scored: [], said: [] });
      expect(gone.shares).toEqual(lesson.shares.slice(0, 64));
    }
    project.classes.setBecomes(2, 0);
    const background = project.lessons.get(1)!;
    expect(background.labels).toEqual([0]);
    expect(background.shares.every((share) => share === 255)).toBe(true);
    project.classes.setBecomes(2, null);
    expect(project.lessons.get(1)).toEqual(lesson);
  });

  it('that are damaged are said to be', () => {
    const project = open();
    project.lessons.put(lessonFor(1, 2));
    for (const change of [
      'features = zeroblob(7)',
      'shares = zeroblob(3)',
      "facts = 'x'",
      `facts = json_set(facts, '$.depth', 900)`,
    ]) {
      project.lessons.put(lessonFor(1, 2));
      project.close();
      const database = new Database(project.path);
      database.exec(`UPDATE lesson SET ${change}`);
      database.close();
      const again = ProjectFile.open(project.path);
      expect(() => again.lessons.get(1)).toThrow('damaged at the lesson of image 1');
      again.lessons.put(lessonFor(1, 2));
      again.close();
      Object.assign(project, ProjectFile.open(project.path));
    }
  });
});

describe('heads', () => {
  it('come back as they were put, the newest first, and earlier ones stay', () => {
    const { heads } = open();
    expect([heads.add(head, made), heads.add({ ...head, lessons: 4 }, made)]).toEqual([1, 2]);
    expect(heads.all().map(({ id, lessons }) => [id, lessons])).toEqual([
      [2, 4],
      [1, 3],
    ]);
    expect(heads.get(1)).toEqual({ ...head, ...made, id: 1 });
  });

  it('that are old are forgotten, but for the one that a person has chosen', () => {
    const { heads } = open();
    for (let lessons = 1; lessons <= 60; lessons++) heads.add({ ...head, lessons }, { ...made, keep: 37 });
    const ids = heads.all().map(({ id }) => id);
    expect([ids.at(-1), ids.length, ids.includes(37)]).toEqual([1, 30, true]);
    // The way that was come stays: few lessons are told apart finely, many coarsely, the newest all.
    expect(ids.slice(0, 5)).toEqual([60, 59, 58, 57, 56]);
    expect(ids.filter((id) => id <= 10)).toHaveLength(10);
  });

  it('with weights that do not fit, or are no numbers, are not used', () => {
    const { heads } = open();
    heads.add({ ...head, labels: [1] }, made);
    heads.add({ ...head, weights: head.weights.map((x, i) => (i === 3 ? NaN : x)) }, made);
    for (const id of [1, 2]) expect(() => heads.get(id)).toThrow(`damaged at the taught head ${id}`);
  });
});
