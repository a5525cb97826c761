import { afterEach, beforeEach, expect, it } from 'vitest';
import { reviewedProject } from '../../../../testing/reviewedProject.ts';
import { temporaryFolder } from '../../../../testing/temporaryFolder.ts';
import { planWords } from '../../../shared/review/planWords.ts';
import { reviewPlanSchema } from '../../../shared/review/ReviewPlan.ts';
import { TimeSlices } from '../../formats/dataset/TimeSlices.ts';
import type { ProjectFile } from '../../project/ProjectFile.ts';
import { Figures } from '../stats/Figures.ts';
import { drawSample } from './drawSample.ts';
import { reviewPlan } from './reviewPlan.ts';
import type { ReviewStrata } from './reviewStrata.ts';
import { reviewStrata } from './reviewStrata.ts';

let project: ProjectFile;
beforeEach(() => (project = reviewedProject(temporaryFolder())));
afterEach(() => project.close());

const slices = new TimeSlices();
const GOAL = { below: 0.1, confidence: 0.9 };
async function strata(): Promise<ReviewStrata> {
  const figures = new Figures(project);
  const { pending } = await figures.missing(slices);
  await figures.countAll(pending, { slices, onDone: () => undefined });
  return reviewStrata(project, { slices, uncounted: new Set() });
}

it('quarters by risk have what was decided, and what of that was wrong', async () => {
  const found = await strata();
  expect(found.strata.map(({ risk, looked, wrong, left }) => [risk?.from, looked, wrong, left])).toEqual([
    [0.1, 1, 0, []],
    [0.4, 0, 0, ['palette.png']],
    // Accepted, but little of its proposal is left; and rejected.
    [0.8, 1, 1, []],
    [0.9, 1, 1, []],
    [undefined, 0, 0, ['rgb16.png']],
  ]);
});

it('a verdict makes an accepted image a wrong one, and images without labels are left out', async () => {
  project.transaction(() => {
    project.images.add({ path: 'new.jpg', bytes: 1, tags: undefined });
    const by = { when: '2026-01-01T00:00:00Z', author: '' };
    project.notes.add(1, { kind: 'verdict', text: 'own words', at: null }, by);
  });
  const { strata: found, unlabelled } = await strata();
  expect([found[0]!.wrong, unlabelled]).toEqual([1, 1]);
});

it('the plan says how many of each are to be looked at, and what it assumes', async () => {
  const plan = reviewPlan(await strata(), GOAL);
  expect(reviewPlanSchema.parse(plan)).toEqual(plan);
  expect(plan).toMatchObject({ left: 2, isDone: false, upper: 1 });
  expect(plan.strata.map(({ more }) => more)).toEqual([0, 1, 0, 0, 1]);
  const { verdict, assumes } = planWords(plan);
  expect(verdict.join(' ')).toContain('about 2 more images are to be looked at, which is all of them');
  expect(assumes.join(' ')).toMatch(/random order.*finds what is wrong/s);
});

it('a sample is drawn by the plan, at random, and the same for the same seed', () => {
  const names = (from: string, count: number): string[] => Array.from({ length: count }, (_, i) => from + i);
  const stratum = (left: string[]): ReviewStrata['strata'][number] => ({
    ...{ images: left.length, looked: 0, wrong: 0, risk: null, left },
  });
  const two = { strata: [stratum(names('a', 300)), stratum(names('b', 100))], unlabelled: 0, uncounted: 0 };
  const plan = {
    isDone: false,
    strata: [10, 30].map((more, h) => ({ ...two.strata[h]!, left: undefined, more })),
  };
  const drawn = drawSample(two, plan, { count: 20, seed: '1' });
  expect(drawn.filter((path) => path.startsWith('a'))).toHaveLength(5);
  expect(new Set(drawn).size).toBe(20);
  // No stratum comes first, so that whoever stops early has a sample too.
  expect(drawn.slice(0, 10).some((path) => path.startsWith('a'))).toBe(true);
  expect(drawSample(two, plan, { count: 20, seed: '1' })).toEqual(drawn);
  expect(drawSample(two, plan, { count: 20, seed: '2' })).not.toEqual(drawn);
  expect(drawSample(two, plan, { count: 1000, seed: '1' })).toHaveLength(400);
});
