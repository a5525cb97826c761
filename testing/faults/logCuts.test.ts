import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { decide, stepDecision } from '../../src/main/annotate/decisions.ts';
import { Strokes } from '../../src/main/annotate/Strokes.ts';
import type { SizedImage } from '../../src/main/annotate/withContent.ts';
import { ProjectFile } from '../../src/main/project/ProjectFile.ts';
import { seededRandom } from '../random.ts';
import { scoredProject } from '../scoredProject.ts';
import { temporaryFolder } from '../temporaryFolder.ts';

/** How many times the log is cut; `CAMWEAVE_CUTS=300` for all. */
const COUNT = Number(process.env['CAMWEAVE_CUTS'] ?? 60);
const SEED = Number(process.env['CAMWEAVE_SEED'] ?? 1);
const ACTS = 80;

/** What the disk held when a change was acknowledged, and everything that a person had done until then. */
interface Moment {
  file: Buffer;
  log: Buffer;
  done: string;
}

it(`a log that is cut anywhere behind what was acknowledged costs nothing of that: ${COUNT} cuts, seed ${SEED}`, () => {
  vi.useFakeTimers();
  const folder = temporaryFolder();
  const random = seededRandom(SEED);
  const below = (n: number): number => Math.floor(random() * n);
  const project = scoredProject(folder, ['plain.png', 'plain.jpg']);
  const moments = Array.from({ length: ACTS }, (): Moment => {
    act(project, below);
    const moment = {
      file: readFileSync(project.path),
      log: readFileSync(`${project.path}-wal`),
      done: everythingIn(project),
    };
    // From time to time nothing happens for a moment, and the log is brought into the file.
    if (random() < 0.1) vi.advanceTimersByTime(3000);
    return moment;
  });
  project.close();
  vi.useRealTimers();

  const lost: string[] = [];
  for (let cut = 0; cut < COUNT; cut++) {
    const acknowledged = below(ACTS);
    // What was written since may have reached the disk in part, or as anything at all.
    let later = acknowledged;
    while (later + 1 < ACTS && moments[later + 1]!.file.equals(moments[acknowledged]!.file) && random() < 0.8)
      later += 1;
    const { file, log } = moments[acknowledged]!;
    const written = moments[later]!.log;
    const length = log.length + below(written.length - log.length + 1);
    const left = Buffer.from(written.subarray(0, length));
    if (random() < 0.3) left.fill(below(256), log.length + below(left.length - log.length + 1));
    const path = join(folder, `cut-${cut}.camweave`);
    writeFileSync(path, file);
    writeFileSync(`${path}-wal`, left);
    const found = ProjectFile.open(path);
    const done = everythingIn(found);
    found.close();
    const reached = moments.findIndex((moment, index) => index >= acknowledged && moment.done === done);
    if (reached < 0 || reached > later)
      lost.push(`cut ${cut} at ${length} bytes, behind change ${acknowledged}`);
  }
  expect(lost).toEqual([]);
});

/** Does something that a person does: a stroke, an undo, a threshold, a decision. */
function act(project: ProjectFile, below: (n: number) => number): void {
  const image = project.images.get(1 + below(2)) as SizedImage;
  const what = below(8);
  const before = everythingIn(project);
  const isDecided = image.state === 'accepted' || image.state === 'rejected';
  if (what === 0) decide(project, image, isDecided ? 'reopen' : 'accept', { author: 'ada' });
  else if (what === 1 && isDecided) stepDecision(project, image, 'undo');
  else if (what === 2) project.transaction(() => project.classes.setThreshold(1, below(1000) / 1000));
  else if (what === 3)
    project.transaction(() => project.images.setThresholds(image.id, { 1: below(1000) / 1000 }));
  else if (isDecided) decide(project, image, 'reopen', { author: 'ben' });
  else if (what === 4) new Strokes(project).step(image, 'undo');
  else {
    const strokes = new Strokes(project);
    const place = { x: below(9), y: below(7), width: 3, height: 1 };
    const layer = strokes.layer(image);
    const was = layer.slice(place.y * image.width + place.x, place.y * image.width + place.x + 3);
    strokes.add(
      image,
      { label: 2, ...place, before: was, after: was.map((value) => (value === 2 ? 0 : 2)) },
      { author: 'ada' },
    );
  }
  // Something has to happen each time, so that each moment is told from the one before.
  if (everythingIn(project) === before)
    project.transaction(() => project.meta.set('voidHalfWidth', below(1_000_000) / 1_000_000));
}

function everythingIn({ images, classes, strokes, decisions, labels, meta }: ProjectFile): string {
  const ofImages = images.all().map((image) => ({
    image,
    layer: Buffer.from(strokes.humanLayer(image.id, image.width!, image.height!)).toString('hex'),
    decision: decisions.last(image.id),
    frozen: labels.get(image.id)?.provenance,
  }));
  return JSON.stringify([ofImages, classes.all(), meta.get('voidHalfWidth')]);
}
