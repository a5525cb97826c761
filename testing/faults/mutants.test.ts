import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { decide } from '../../src/main/annotate/decisions.ts';
import { Strokes } from '../../src/main/annotate/Strokes.ts';
import type { SizedImage } from '../../src/main/annotate/withContent.ts';
import { ProjectFile } from '../../src/main/project/ProjectFile.ts';
import { mask } from '../maskMatchers.ts';
import { scoredProject } from '../scoredProject.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import type { MutantOutcome } from './mutantWorker.ts';
import type { Original } from './mutateProject.ts';

/** How many damaged projects are tried, and from which seed on; `CAMWEAVE_MUTANTS=2000` for all. */
const COUNT = Number(process.env['CAMWEAVE_MUTANTS'] ?? 120);
const FIRST = Number(process.env['CAMWEAVE_SEED'] ?? 1);
const LONGEST_MS = 10_000;
const MOST_MEMORY = 1e9;

const folder = temporaryFolder();
let worker: ChildProcess | undefined;
afterAll(() => worker?.kill('SIGKILL'));

/** A project with scores, strokes, and decisions of all kinds, and its log as a crash would leave it. */
function original(): Original {
  const project = scoredProject(folder, ['plain.png', 'plain.jpg', 'grey.jpg', 'plain.bmp']);
  const strokes = new Strokes(project);
  const paint = (id: number, label: number): void => {
    const image = project.images.get(id) as SizedImage;
    const after = mask(String(label).repeat(3)).data;
    strokes.add(
      image,
      { label, x: 1, y: 1, width: 3, height: 1, before: mask('...').data, after },
      { author: 'ada' },
    );
  };
  project.transaction(() => project.meta.set('voidHalfWidth', 0));
  for (const id of [1, 2, 3]) paint(id, 2);
  decide(project, project.images.get(2)!, 'accept', { author: 'ada' });
  decide(project, project.images.get(3)!, 'reject', { author: 'ada' });
  project.close();
  return withLog(project.path);
}

function withLog(path: string): Original {
  const file = join(folder, 'original.camweave');
  const log = join(folder, 'original-log');
  copyFileSync(path, file);
  const project = ProjectFile.open(path);
  decide(project, project.images.get(1)!, 'accept', { author: 'ben' });
  copyFileSync(`${path}-wal`, log);
  project.close();
  return { file, log };
}

function attempt(source: Original, seed: number): Promise<MutantOutcome | string> {
  worker ??= fork(join(import.meta.dirname, 'mutantWorker.ts'), {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const child = worker;
  return new Promise((resolve) => {
    const end = (outcome: MutantOutcome | string): void => {
      clearTimeout(late);
      child.removeAllListeners();
      if (typeof outcome === 'string') worker = undefined;
      resolve(outcome);
    };
    const late = setTimeout(() => {
      child.kill('SIGKILL');
      end(`seed ${seed}: no answer within ${LONGEST_MS} ms`);
    }, LONGEST_MS * 2);
    child.once('message', (message: MutantOutcome) => end(message));
    child.once('exit', (code, signal) => end(`seed ${seed}: the process ended (${code ?? signal})`));
    child.send({ original: source, folder, seed });
  });
}

it(`a damaged or hostile project is refused in words or opened: seeds ${FIRST} to ${FIRST + COUNT - 1}`, async () => {
  const source = original();
  const wrong: string[] = [];
  let opened = 0;
  let slowest = 0;
  let peak = 0;
  for (let seed = FIRST; seed < FIRST + COUNT; seed++) {
    const outcome = await attempt(source, seed);
    if (typeof outcome === 'string') wrong.push(outcome);
    else {
      opened += Number(outcome.opened);
      slowest = Math.max(slowest, outcome.milliseconds);
      peak = Math.max(peak, outcome.peak);
      if (outcome.faults.length > 0) wrong.push(`seed ${seed}: ${outcome.faults[0]}`);
      if (outcome.milliseconds > LONGEST_MS) wrong.push(`seed ${seed}: ${outcome.milliseconds} ms`);
    }
  }
  process.stdout.write(
    `mutants: ${COUNT} from seed ${FIRST}, ${opened} could be opened, slowest ${Math.round(slowest)} ms, ` +
      `peak ${Math.round(peak / 1e6)} MB\n`,
  );
  expect(wrong).toEqual([]);
  expect(peak).toBeLessThan(MOST_MEMORY);
  // Neither all nor none: else nothing was damaged, or nothing but the door was tried.
  expect(opened).toBeGreaterThan(0);
  expect(opened).toBeLessThan(COUNT);
}, 3_600_000);
