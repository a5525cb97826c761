import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { ProjectFile } from '../../src/main/project/ProjectFile.ts';
import type { ImageDetail, ImageSummary } from '../../src/shared/contract/imageRoutes.ts';
import type { ProjectSummary } from '../../src/shared/contract/projectRoutes.ts';
import { base64Deflated, inflated } from '../packedPixels.ts';
import { seededRandom } from '../random.ts';
import { camweave, startCamweave } from '../runCamweave.ts';
import { scoredProject } from '../scoredProject.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { Served } from './Served.ts';

/** How often each is killed; `CAMWEAVE_KILLS=60` for a long look. */
const COUNT = Number(process.env['CAMWEAVE_KILLS'] ?? 2);
const SEED = Number(process.env['CAMWEAVE_SEED'] ?? 1);
const LONG = 3_600_000;
const SAMPLES = join(import.meta.dirname, '../../resources/samples');

/** Files beside a project that nobody asked for. */
function strays(folder: string): string[] {
  return readdirSync(folder).filter((name) => /\.new$|partial|-shm$/.test(name));
}

it(
  `a server that is killed has what it acknowledged, and what it is asked again is done once: ${COUNT} kills, seed ${SEED}`,
  async () => {
    const folder = temporaryFolder();
    const random = seededRandom(SEED);
    const project = scoredProject(folder, ['plain.png']);
    project.close();
    const served = new Served(project.path, join(folder, 'home'));
    const lost: string[] = [];
    /** The first row, as a person has painted it, stroke by stroke; and the threshold that was set last. */
    const row = new Uint8Array(12).fill(254);
    const history: Uint8Array[] = [];
    let threshold = 0.5;
    let acknowledged = 0;
    for (let kill = 0; kill <= COUNT; kill++) {
      await served.start();
      const killing = kill < COUNT && pause(random() * 400).then(() => served.kill());
      for (let n = 0; ; n++) {
        if (!killing && n === 3) break;
        const number = randomUUID();
        const what = random();
        let change: [string, unknown];
        if (what < 0.2) {
          threshold = Math.floor(random() * 1000) / 1000;
          change = ['class.setThreshold', { label: 1, threshold }];
        } else if (what < 0.4 && history.length > 0) {
          row.set(history.pop()!);
          change = ['stroke.undo', { id: 1 }];
        } else {
          const x = Math.floor(random() * 10);
          const value = row[x] === 2 ? 1 : 2;
          const before = row.slice(x, x + 2);
          history.push(row.slice());
          row.fill(value, x, x + 2);
          const packed = { before: base64Deflated(before), after: base64Deflated(row.slice(x, x + 2)) };
          change = ['stroke.add', { id: 1, x, y: 0, width: 2, height: 1, label: value, ...packed }];
        }
        if (await served.ask(change[0], change[1], number)) {
          acknowledged += 1;
          continue;
        }
        // Whether it was done before the server was gone, nobody knows: it is asked again, under its number.
        await killing;
        await served.start();
        await served.ask(change[0], change[1], number);
        const [detail, summary] = [
          await served.ask<ImageDetail>('image.get', { id: 1 }),
          await served.ask<{ classes: { threshold: number }[] }>('project.get'),
        ];
        if (!sameRow(detail!, row)) lost.push(`kill ${kill}: the strokes`);
        if (summary!.classes[0]!.threshold !== threshold) lost.push(`kill ${kill}: the threshold`);
        await served.kill();
        break;
      }
    }
    await served.stop();
    expect(lost).toEqual([]);
    expect(acknowledged).toBeGreaterThan(COUNT);
    expect(strays(folder)).toEqual([]);
    expect(existsSync(`${project.path}-wal`)).toBe(false);
  },
  LONG,
);

/** Compares the first row of the human layer. */
function sameRow({ human, width }: ImageDetail, row: Uint8Array): boolean {
  const layer = human === null ? new Uint8Array(width).fill(254) : inflated(human);
  return Buffer.compare(layer.subarray(0, row.length), row) === 0;
}

it(
  `proposing that is killed goes on where it was: ${COUNT} kills, seed ${SEED}`,
  async () => {
    const folder = temporaryFolder();
    const random = seededRandom(SEED);
    const project = join(folder, 'killed.camweave');
    const photos = join(folder, 'photos');
    cpSync(SAMPLES, photos, { recursive: true });
    const args = ['propose', photos, '--project', project, '--scales', '1', '--no-flip', '--provider', 'cpu'];
    let done = 0;
    for (let kill = 0; kill < COUNT; kill++) {
      const running = startCamweave(...args);
      await pause(200 + random() * 2500);
      running.child.kill('SIGKILL');
      await running.outcome;
      if (!existsSync(project)) continue;
      const proposed = proposedIn(project);
      expect(proposed).toBeGreaterThanOrEqual(done);
      done = proposed;
    }
    const { code } = await camweave(...args);
    expect(code).toBe(0);
    expect(proposedIn(project)).toBe(6);
    expect(strays(folder)).toEqual([]);
  },
  LONG,
);

function proposedIn(path: string): number {
  const project = ProjectFile.open(path);
  const { length } = project.images.all().filter(({ state }) => state === 'proposed');
  project.close();
  return length;
}

it.skipIf(process.platform === 'win32')(
  `an inference process that is killed costs a batch nothing, nor the desk: ${COUNT} kills, seed ${SEED}`,
  async () => {
    const folder = temporaryFolder();
    const random = seededRandom(SEED);
    const project = join(folder, 'child.camweave');
    const fast = ['--scales', '1', '--no-flip', '--provider', 'cpu', '--limit', '1'];
    expect((await camweave('propose', SAMPLES, '--project', project, ...fast)).code).toBe(0);
    const served = new Served(project, join(folder, 'home'));
    await served.start();
    const { parameters } = (await served.ask<ProjectSummary>('project.get'))!;
    let killed = 0;
    for (let kill = 0; kill < COUNT; kill++) {
      // Other parameters, so that all images are proposed again.
      await served.ask('project.setParameters', { parameters: { ...parameters, steps: 2 + (kill % 2) } });
      await served.ask('batch.start');
      await pause(random() * 2000);
      for (const child of childrenOf(served.pid)) {
        process.kill(child, 'SIGKILL');
        killed += 1;
      }
      // A job that is sent to a process that has ended already, and to one that is killed then, has had its two tries.
      await pause(200);
      const [{ id }] = (await served.images())! as [ImageSummary];
      const row = new Uint8Array(2).fill(254);
      const after = base64Deflated(row.slice().fill(kill % 2));
      await served.ask('stroke.add', {
        ...{ id, x: kill % 100, y: 0, width: 2, height: 1, label: 1, before: base64Deflated(row), after },
      });
      while ((await served.ask<ProjectSummary>('project.get'))!.batch !== null) await pause(50);
      const { pending } = (await served.ask<ProjectSummary>('project.get'))!;
      const problems = (await served.images())!.filter(({ problem }) => problem !== null);
      expect([kill, pending, problems]).toEqual([kill, 0, []]);
    }
    expect(killed).toBeGreaterThan(0);
    await served.stop();
    expect(strays(folder)).toEqual([]);
  },
  LONG,
);

function childrenOf(pid: number): number[] {
  const { stdout } = spawnSync('pgrep', ['-P', String(pid)], { encoding: 'utf8' });
  return stdout.split('\n').filter(Boolean).map(Number);
}

it(
  `an export that is killed leaves the one before or the new one, whole: ${COUNT} kills, seed ${SEED}`,
  async () => {
    const folder = temporaryFolder();
    const random = seededRandom(SEED);
    const project = scoredProject(folder, ['plain.jpg', 'plain.png', 'grey.jpg', 'plain.bmp', 'rgb16.png']);
    project.close();
    const out = join(folder, 'out');
    const args = ['export', project.path, '--out', out, '--states', 'proposed', '--force'];
    expect((await camweave(...args)).code).toBe(0);
    let was = contentOf(out);
    for (let kill = 0; kill < COUNT; kill++) {
      // The new one differs from the one before.
      const file = ProjectFile.open(project.path);
      file.transaction(() => file.classes.setThreshold(1, kill % 2 === 0 ? 0.9 : 0.1));
      file.close();
      const running = startCamweave(...args);
      await pause(300 + random() * 1200);
      running.child.kill('SIGKILL');
      const { code } = await running.outcome;
      const found = contentOf(out);
      if (code === 0 || found !== was) {
        // It is the new one: the very one that an export writes which nobody kills.
        expect((await camweave(...args)).code).toBe(0);
        expect(contentOf(out)).toBe(found);
      }
      was = contentOf(out);
    }
    expect((await camweave(...args)).code).toBe(0);
    expect(strays(folder)).toEqual([]);
  },
  LONG,
);

/** What readers of a data set find in it, as one text. */
function contentOf(out: string): string {
  const root = join(out, 'VOCdevkit/VOC2012');
  const read = (...parts: string[]): string => readFileSync(join(root, ...parts)).toString('base64');
  const ids = readFileSync(join(root, 'ImageSets/Segmentation/trainval.txt'), 'utf8').split('\n');
  expect(ids.length).toBe(5);
  return ids
    .map((id) => [id, read('SegmentationClass', `${id}.png`), read('JPEGImages', `${id}.jpg`)].join())
    .join('\n');
}
