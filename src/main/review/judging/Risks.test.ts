import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { noEdges } from '../../../../testing/noEdges.ts';
import { scoredProject } from '../../../../testing/scoredProject.ts';
import { temporaryFolder } from '../../../../testing/temporaryFolder.ts';
import { decideOn } from '../../annotate/decideOn.ts';
import { forkChild } from '../../inference/host/forkChild.ts';
import type { ProjectFile } from '../../project/ProjectFile.ts';
import { changeOf } from './changeOf.ts';
import { Judge } from './Judge.ts';
import { learnWeights, recombine } from './learnWeights.ts';
import { Risks } from './Risks.ts';

const OPTIONS = { startChild: () => forkChild(), refine: noEdges };
let project: ProjectFile;
let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
  project = scoredProject(folder, ['plain.png', 'plain.jpg', 'grey.jpg']);
});
afterEach(() => project.close());

describe('risks of a project', () => {
  it('are computed in the background, once for each proposal and its thresholds', async () => {
    const told: number[] = [];
    const risks = new Risks(project, { ...OPTIONS, onRisk: (id) => told.push(id) });
    risks.changed();
    await risks.idle();
    expect(told).toEqual([1, 2, 3]);
    const { risk, classes, components, scores } = project.risks.get(1)!;
    expect(risk).toBeGreaterThan(0);
    expect(classes.map(({ label }) => label)).toEqual([1]);
    expect(components).toHaveLength(1);
    expect(Object.keys(scores)).toContain('edges');
    risks.changed();
    await risks.idle();
    expect(told).toHaveLength(3);
    project.transaction(() => project.images.setThresholds(2, { 1: 0.9 }));
    expect(risks.isCurrent(2)).toBe(false);
    risks.changed([2, 3]);
    await risks.idle();
    expect(told).toEqual([1, 2, 3, 2]);
    risks.close();
  });

  it('go on where one photograph is gone, and say so', async () => {
    rmSync(join(folder, 'photos/plain.jpg'));
    const risks = new Risks(project, OPTIONS);
    const problems = await risks.compute();
    expect(problems).toEqual([expect.stringContaining('plain.jpg')]);
    expect(project.risks.all().map(({ id }) => id)).toEqual([1, 3]);
    risks.close();
  });

  it('wait for what goes first, and end between two images', async () => {
    let busy = true;
    const risks = new Risks(project, { ...OPTIONS, isBusy: () => busy });
    risks.changed();
    await risks.idle();
    expect(project.risks.all()).toEqual([]);
    busy = false;
    const stop = new AbortController();
    stop.abort();
    expect(await risks.compute(stop.signal)).toEqual([]);
    expect(project.risks.all()).toEqual([]);
    risks.changed([]);
    await risks.idle();
    expect(project.risks.all()).toHaveLength(3);
    risks.close();
  });

  it('of label maps from elsewhere are added up by other weights', async () => {
    const judge = new Judge(project, { ...OPTIONS, isForeign: ({ id }) => id === 2 });
    const [own, foreign] = [await judge.riskOf(1), await judge.riskOf(2)];
    expect(own!.basis).toMatch(/ alone$/);
    expect(foreign!.basis).toMatch(/ foreign$/);
    expect(await judge.riskOf(2)).toEqual(project.risks.get(2));
    judge.close();
  });
});

describe('what a person has changed', () => {
  const accept = async (id: number): Promise<void> => {
    await decideOn(project, project.images.get(id)!, 'accept', {
      ...{ author: 'me', refine: noEdges, number: undefined },
    });
  };

  it('is nothing where a proposal was accepted as it was, and a share of it otherwise', async () => {
    await accept(1);
    expect(changeOf(project, project.images.get(1)!)).toBe(0);
    expect(changeOf(project, project.images.get(2)!)).toBeUndefined();
    const image = project.images.get(2)!;
    const { width, height } = image;
    const area = width! * height!;
    project.transaction(() =>
      project.strokes.add(
        2,
        {
          ...{ label: 2, x: 0, y: 0, width: width!, height: height! },
          before: new Uint8Array(area).fill(254),
          after: new Uint8Array(area).fill(2),
        },
        { at: new Date().toISOString(), author: 'me' },
      ),
    );
    project.transaction(() => project.images.setState(2, 'edited'));
    await accept(2);
    expect(changeOf(project, project.images.get(2)!)).toBe(1);
  });

  it('teaches nothing while decisions are few', async () => {
    const risks = new Risks(project, OPTIONS);
    await risks.compute();
    await accept(1);
    expect(await learnWeights(project)).toBeUndefined();
    const before = project.risks.get(2)!.risk;
    await recombine(project, undefined);
    expect(project.risks.get(2)!.risk).toBe(before);
    risks.close();
  });
});
