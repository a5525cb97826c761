import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { refineJob } from '../src/main/edges/edgesJob.ts';
import { forkChild } from '../src/main/inference/host/forkChild.ts';
import { InferenceHost } from '../src/main/inference/host/InferenceHost.ts';
import { fileOf } from '../src/main/project/fileOf.ts';
import { ProjectFile } from '../src/main/project/ProjectFile.ts';
import type { Measured } from './desk.ts';
import { percentile } from './frames.ts';
import { projectOfSizes } from './generatedProject.ts';

/** The first one only starts the child. */
const SIZES: [number, number][] = [
  [64, 48],
  [500, 375],
  [2000, 1500],
  [6000, 4000],
];
const MOVES = 25;
const AGAIN = 5;

/** What it takes a child of its own, once it has started, to move boundaries onto the edges of photographs. */
export async function refining(): Promise<Measured[]> {
  const folder = mkdtempSync(join(tmpdir(), 'camweave-bench-'));
  const project = ProjectFile.open(await projectOfSizes(folder, SIZES));
  try {
    const lines: Measured[] = [];
    const [small, ...others] = project.images.all();
    for (const { id, width, height } of others) {
      const host = new InferenceHost(forkChild);
      await refine(host, project, small!.id, 0.5);
      const times: number[] = [];
      for (let run = 0; run <= AGAIN; run++) times.push(await refine(host, project, id, 0.41 + run / 50));
      const again = percentile(times.slice(1), 50);
      lines.push({
        what: `edges of ${width} x ${height}, 3 classes: photograph read first, and again`,
        result: `${times[0]!.toFixed(0)} ms, ${again.toFixed(0)} ms; child at most ${(host.memory.peak / 1e6).toFixed(0)} MB`,
        budget: '-',
      });
      host.close();
    }
    return lines;
  } finally {
    project.close();
    rmSync(folder, { recursive: true });
  }
}

async function refine(
  host: InferenceHost,
  project: ProjectFile,
  id: number,
  threshold: number,
): Promise<number> {
  const { labels, grid, values } = project.scores.get(id)!;
  const started = performance.now();
  await host.run(refineJob, {
    image: fileOf(project, project.images.get(id)!),
    ...{ labels, grid, values: Float32Array.from(values), voidHalfWidth: 0 },
    thresholds: labels.map(() => threshold),
  });
  return performance.now() - started;
}

/**
 * From the last move of a threshold to its labels along edges on the canvas, the time that a drag takes to rest included.
 *
 * @param page with an image of 500 x 375 open
 */
export async function restToRefined(page: Page): Promise<number[]> {
  return page.evaluate(async (count) => {
    const frame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));
    const canvas = document.querySelector('canvas')!;
    const slider = document.querySelector<HTMLInputElement>('input[aria-label="Threshold of one"]')!;
    const times: number[] = [];
    for (let i = 0; i < count; i++) {
      slider.valueAsNumber = 0.3 + i / 100;
      slider.dispatchEvent(new Event('input', { bubbles: true }));
      const moved = performance.now();
      do await frame();
      while (canvas.dataset['settling']);
      await frame();
      times.push(performance.now() - moved);
    }
    return times;
  }, MOVES);
}
