import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { thresholdsOf } from '../src/main/annotate/thresholdsOf.ts';
import { makeGuide } from '../src/main/edges/Guide.ts';
import { refineProposal } from '../src/main/edges/refineProposal.ts';
import { decodeImage } from '../src/main/image/decodeImage.ts';
import { readIndexMask } from '../src/main/image/mask/readIndexMask.ts';
import { ProjectFile } from '../src/main/project/ProjectFile.ts';
import { composeProposal } from '../src/shared/labels/composeProposal.ts';
import { camweave } from './runCamweave.ts';
import { temporaryFolder } from './temporaryFolder.ts';

const samples = join(import.meta.dirname, '..', 'resources', 'samples');
const folder = temporaryFolder();
const project = join(folder, 'samples.camweave');
const STATES = ['--states', 'proposed'];
/** Several times as fast as all scales. */
const ONE_SCALE = ['--scales', '1', '--no-flip', '--provider', 'cpu'];

beforeAll(async () => {
  const { code } = await camweave('propose', samples, '--project', project, ...ONE_SCALE);
  expect(code).toBe(0);
});

/** The masks that a command has exported, by the photograph's name, beside what scores, thresholds and photograph imply. */
async function exported(name: string, settings: readonly string[]): Promise<Map<string, boolean[]>> {
  const out = join(folder, name);
  expect((await camweave('propose', samples, '--project', project, ...settings)).code).toBe(0);
  expect((await camweave('export', project, '--out', out, ...STATES)).code).toBe(0);
  const file = ProjectFile.open(project);
  const found = new Map<string, boolean[]>();
  for (const image of file.images.all()) {
    const scores = file.scores.get(image.id)!;
    const photo = await decodeImage(readFileSync(join(samples, image.path)), image.path);
    const maps = {
      values: Float32Array.from(scores.values),
      classes: scores.labels.length,
      grid: scores.grid,
    };
    const thresholds = thresholdsOf(file, image, scores);
    const rule = { labels: scores.labels, thresholds, voidHalfWidth: 0 };
    const png = join(out, 'VOCdevkit/VOC2012/SegmentationClass', image.path.replace('.jpg', '.png'));
    const mask = Buffer.from(readIndexMask(readFileSync(png), png).data);
    const [along, raw] = [
      refineProposal(makeGuide(photo), maps, photo, rule),
      composeProposal(maps, photo.width, photo.height, rule),
    ];
    found.set(image.path, [mask.equals(along), mask.equals(raw)]);
  }
  file.close();
  return found;
}

it('the command exports proposals along edges, pixel by pixel, and the scores alone where that is switched off', async () => {
  for (const [path, [isAlong, isRaw]] of await exported('along', []))
    expect([path, isAlong, isRaw]).toEqual([path, true, false]);
  for (const [path, [, isRaw]] of await exported('raw', ['--edges', 'off']))
    expect([path, isRaw]).toEqual([path, true]);
  await camweave('propose', samples, '--project', project, '--edges', 'on');
});

it('thresholds are guessed for each image, and are those of the classes where that is chosen', async () => {
  const read = (): number[][] => {
    const file = ProjectFile.open(project);
    const all = file.images.all().map((image) => thresholdsOf(file, image, file.scores.get(image.id)!));
    const fixed = file.images.all().map(({ id }) => {
      const known = new Map(file.classes.all().map(({ label, threshold }) => [label, threshold]));
      return file.scores.get(id)!.labels.map((label) => known.get(label)!);
    });
    file.close();
    return [all.flat(), fixed.flat()];
  };
  const [guessed, classes] = read() as [number[], number[]];
  expect(new Set(guessed).size).toBeGreaterThan(2);
  await camweave('propose', samples, '--project', project, '--thresholds', 'fixed');
  expect(read()[0]).toEqual(classes);
});
