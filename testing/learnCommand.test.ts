import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { decide } from '../src/main/annotate/decisions.ts';
import { ProjectFile } from '../src/main/project/ProjectFile.ts';
import { camweave } from './runCamweave.ts';
import { shared } from './sharedData.ts';
import { temporaryFolder } from './temporaryFolder.ts';

const samples = join(import.meta.dirname, '..', 'resources', 'samples');
const folder = temporaryFolder();
const path = (name: string): string => join(folder, name);
/** Several times as fast as all scales. */
const ONE_SCALE = ['--scales', '1', '--no-flip', '--provider', 'cpu'];
const propose = (project: string): Promise<unknown> =>
  camweave('propose', samples, '--project', path(project), '--edges', 'off', ...ONE_SCALE, '--json');

/** Accepts the first images of a project as they are proposed. */
function accept(project: string, count: number): void {
  const file = ProjectFile.open(path(project));
  for (const image of file.images.all().slice(0, count)) decide(file, image, 'accept', { author: 'a' });
  file.close();
}

describe('camweave learn', () => {
  beforeAll(async () => {
    await propose('a.camweave');
    copyFileSync(path('a.camweave'), path('b.camweave'));
  });

  it('says what is lacking, then learns, and proposes the others with it', async () => {
    accept('a.camweave', 2);
    const early = await camweave('learn', path('a.camweave'));
    expect(early).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('2 accepted images, and it takes 3'),
    });
    accept('a.camweave', 4);
    const { code, stdout } = await camweave('learn', path('a.camweave'), '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      lessons: 4,
      problems: 0,
      head: { lessons: 4, expected: { error: expect.any(Number) } },
    });
    expect(JSON.parse(((await propose('a.camweave')) as { stdout: string }).stdout)).toMatchObject({
      ...{ proposed: 2, skipped: 4 },
    });
    expect((await camweave('learn', path('a.camweave'))).stdout).toContain('Learned from 4 images');
  });

  it('starts another project with what one has learned, until somebody chooses otherwise', async () => {
    const out = path('head.json');
    expect((await camweave('learn', path('a.camweave'), '--export', out)).code).toBe(0);
    const taken = await camweave('learn', path('b.camweave'), '--import', out, '--json');
    expect(JSON.parse(taken.stdout)).toMatchObject({ lessons: 0, head: { lessons: 4, from: out } });
    const file = ProjectFile.open(path('b.camweave'));
    const [a, b] = [ProjectFile.open(path('a.camweave')), file].map((item) =>
      item.heads.get(item.heads.all()[0]!.id)!,
    );
    expect(b!.weights).toEqual(a!.weights);
    file.close();
    expect(JSON.parse(((await propose('b.camweave')) as { stdout: string }).stdout)).toMatchObject({
      proposed: 6,
    });
  });

  it('refuses what is no head, is of another pack, or is there already', async () => {
    const out = path('head.json');
    const text = readFileSync(out, 'utf8');
    const head = JSON.parse(text) as Record<string, unknown>;
    for (const [broken, words] of [
      ['no json', 'is not what `camweave learn --export` writes'],
      [JSON.stringify({ ...head, weights: 'AAAA' }), 'or is damaged'],
      [JSON.stringify({ ...head, basis: '0'.repeat(64) }), 'learned with another pack'],
      [text.replaceAll(/"name": "/g, '"name": "un'), 'has none of that'],
    ] as const) {
      writeFileSync(path('broken.json'), broken);
      const { code, stderr } = await camweave('learn', path('b.camweave'), '--import', path('broken.json'));
      expect([code, stderr]).toEqual([4, expect.stringContaining(words)]);
    }
    const twice = await camweave('learn', path('a.camweave'), '--export', out);
    expect(twice.code).toBe(4);
    expect(readFileSync(out, 'utf8')).toBe(text);
    const nothing = await camweave('learn', path('a.camweave'), '--export', path('not/there.json'));
    expect([nothing.code, existsSync(path('not'))]).toEqual([4, false]);
  });
});

describe.runIf(shared.present)('camweave evaluate --learning-curve', () => {
  it('tests heads on the same images, which none of them has learned from', async () => {
    const root = path('voc/VOC2012');
    for (const part of ['JPEGImages', 'SegmentationClass']) mkdirSync(join(root, part), { recursive: true });
    const masks = join(shared.vocdevkit, 'VOC2012', 'SegmentationClass');
    for (const name of readdirSync(masks).slice(0, 8)) {
      copyFileSync(join(masks, name), join(root, 'SegmentationClass', name));
      const photograph = name.replace('.png', '.jpg');
      copyFileSync(join(shared.photographs, photograph), join(root, 'JPEGImages', photograph));
    }
    copyFileSync(join(shared.vocdevkit, 'VOC2012', 'labels.csv'), join(root, 'labels.csv'));
    const project = path('curve.camweave');
    const source = ['propose', path('voc'), '--project', project, '--limit', '1', ...ONE_SCALE];
    expect((await camweave(...source)).code).toBe(0);
    const evaluate = ['evaluate', project, '--ground-truth', path('voc'), '--learning-curve'];
    const { stdout } = await camweave(...evaluate, '3,5', '--orders', '2', '--json');
    const { learningCurve } = JSON.parse(stdout) as {
      learningCurve: { k: number; order: number; images: number; best: { miou: number }; weight: number }[];
    };
    expect(learningCurve.map(({ k, order, images }) => [order, k, images])).toEqual([
      ...[
        [0, 0, 3],
        [0, 3, 3],
        [0, 5, 3],
      ],
      ...[
        [1, 0, 3],
        [1, 3, 3],
        [1, 5, 3],
      ],
    ]);
    expect(learningCurve[0]).toMatchObject({ weight: 0, project: { miou: expect.any(Number) } });
    expect(learningCurve[2]!.best.miou).not.toBe(learningCurve[0]!.best.miou);
    const apart = await camweave(...evaluate, '4', '--learn-from', shared.vocdevkit, '--orders', '1');
    expect(apart.stdout).toContain('mIoU, best threshold');
    for (const [counts, words] of [
      ['8', 'too few for 8 and some to test on'],
      ['many', 'whole numbers such as 5,10,20, not "many"'],
    ] as const)
      expect((await camweave(...evaluate, counts)).stderr).toContain(words);
  });
});
