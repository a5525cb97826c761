import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { REVIEWED, reviewedProject } from '../../../../testing/reviewedProject.ts';
import { temporaryFolder } from '../../../../testing/temporaryFolder.ts';
import type { ImageStats, ProjectStats } from '../../../shared/review/ProjectStats.ts';
import { projectStatsSchema } from '../../../shared/review/ProjectStats.ts';
import { TimeSlices } from '../../formats/dataset/TimeSlices.ts';
import type { ProjectFile } from '../../project/ProjectFile.ts';
import { Figures } from './Figures.ts';
import { figuresOf } from './figuresOf.ts';
import { projectStats } from './projectStats.ts';

let project: ProjectFile;
beforeEach(() => (project = reviewedProject(temporaryFolder())));
afterEach(() => project.close());

const slices = new TimeSlices();
async function count(): Promise<{ counted: number; problems: string[] }> {
  const figures = new Figures(project);
  const { pending } = await figures.missing(slices);
  const problems: string[] = [];
  await figures.countAll(pending, { slices, onDone: (why) => why !== undefined && problems.push(why) });
  return { counted: pending.length, problems };
}
async function gathered(onImage?: (image: ImageStats) => void): Promise<ProjectStats> {
  await count();
  const { pending, failed } = await new Figures(project).missing(slices);
  const uncounted = new Set([...pending, ...failed]);
  return projectStats(project, { slices, uncounted, ...(onImage && { onImage }) });
}

describe('the statistics of a project', () => {
  it('say in which states its images are, and what was done to them', async () => {
    const stats = await gathered();
    expect(projectStatsSchema.parse(stats)).toEqual(stats);
    expect(stats).toMatchObject({ project: 'test', images: 5, uncounted: 0, truth: null });
    const states = Object.fromEntries(stats.states.map(({ state, images }) => [state, images]));
    expect(states).toEqual({ new: 0, proposed: 1, edited: 1, accepted: 2, rejected: 1 });
    expect(stats.edits.strokes).toEqual({ images: 2, total: 2, mean: 1, median: 1, most: 1 });
    expect(stats.edits.decisions).toMatchObject({ images: 3, total: 3 });
    expect(stats.time.all).toEqual({ images: 2, total: 50.5, mean: 25.25, median: 25.25, most: 42.5 });
    expect(stats.time.byAuthor).toEqual([
      { author: 'ada', images: 1, seconds: 42.5 },
      { author: 'ben', images: 1, seconds: 8 },
    ]);
    expect(stats.notes).toEqual([
      { kind: 'verdict', text: 'flooding', notes: 1, images: 1 },
      { kind: 'flag', text: '', notes: 1, images: 1 },
    ]);
  });

  it('count classes in label maps as they are shown, and which are together', async () => {
    const { classes, together } = await gathered();
    // Of five cats of 48 pixels, dogs took 3 and 2 columns of 8.
    expect(classes).toEqual([
      expect.objectContaining({ name: 'cat', tagged: 5, shown: 5, area: 5 * 48 - 24 - 16, components: 5 }),
      expect.objectContaining({ name: 'dog', tagged: 0, shown: 2, area: 24 + 16, components: 2 }),
    ]);
    expect(classes[1]!.share).toBeCloseTo(40 / 480);
    expect(together).toEqual([
      [5, 2],
      [2, 2],
    ]);
  });

  it('spread risks over bins and states', async () => {
    const { risk } = await gathered();
    expect(risk.images).toBe(4);
    expect(risk.mean).toBeCloseTo(0.55);
    expect(risk.bins.flatMap((images, bin) => (images > 0 ? [bin] : []))).toEqual([2, 8, 16, 18]);
    const { mean } = risk.byState.find(({ state }) => state === 'accepted')!;
    expect(mean).toBeCloseTo(0.45);
  });

  it('compare what was proposed with what was accepted', async () => {
    const { kept } = await gathered();
    expect(kept).toMatchObject({ images: 2, unchanged: 1 });
    // Of 96 proposed pixels of cats 72 stand; of the dog nothing was proposed.
    expect(kept.classes).toEqual([
      { label: 1, name: 'cat', images: 2, iou: 72 / 96 },
      { label: 2, name: 'dog', images: 1, iou: 0 },
    ]);
    expect(kept.mean).toBeCloseTo((1 + (0.5 + 0) / 2) / 2);
    expect(kept.origins).toEqual([{ origin: null, images: 2, mean: kept.mean }]);
  });

  it('say it of each image too', async () => {
    const lines: ImageStats[] = [];
    await gathered((image) => lines.push(image));
    expect(lines.map(({ path }) => path)).toEqual(REVIEWED);
    expect(lines[1]).toEqual({
      ...{ path: 'plain.jpg', state: 'accepted', origin: undefined, risk: 0.8, strokes: 1, decisions: 1 },
      ...{ seconds: 42.5, flags: 0, verdicts: 0, components: 2, kept: 0.25, truth: undefined },
    });
    expect(lines[2]).toMatchObject({ verdicts: 1, kept: undefined });
  });
});

describe('label maps', () => {
  it('are counted once, and again when they have changed', async () => {
    expect(await count()).toEqual({ counted: 5, problems: [] });
    expect((await count()).counted).toBe(0);
    project.transaction(() => project.images.setThresholds(5, { 1: 1 }));
    expect((await count()).counted).toBe(1);
    const { area } = (await gathered()).classes[0]!;
    expect(area).toBeLessThan(200);
  });

  it('that are damaged are said, and the others counted', async () => {
    project.scores.put(5, {
      ...{ packHash: 'p', parameterHash: 'q', grid: 3, labels: [1] },
      values: new Float16Array(4),
    });
    const { problems } = await count();
    expect(problems).toEqual([expect.stringContaining('the scores of image 5')]);
    expect((await gathered()).uncounted).toBe(1);
  });

  it('of large photographs that nobody has worked on are counted at a reduced size, as so many of their pixels', () => {
    project.transaction(() =>
      project.images.setContent(5, { width: 3000, height: 2000, contentHash: 'x'.repeat(64) }),
    );
    const { area, classes } = figuresOf(project, project.images.get(5)!)!;
    expect(area).toBe(6_000_000);
    expect(classes[0]!.area / area).toBeCloseTo(0.5, 1);
    expect(classes[0]!.components).toBe(1);
  });

  it('of more images than are read at a time are all gathered', async () => {
    project.transaction(() => {
      for (let i = 0; i < 1200; i++) project.images.add({ path: `more/${i}.jpg`, bytes: 1, tags: [2] });
    });
    const { images, classes } = await gathered();
    expect([images, classes[1]!.tagged]).toEqual([1205, 1200]);
  });
});
