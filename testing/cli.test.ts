import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { beforeAll, describe, expect, it } from 'vitest';
import { ProjectFile } from '../src/main/project/ProjectFile.ts';
import { fixtureFolder } from './fillWeights.ts';
import { makeReferencePack } from './referencePack.ts';
import { camweave, startCamweave } from './runCamweave.ts';
import { shared } from './sharedData.ts';
import { temporaryFolder } from './temporaryFolder.ts';

const images = join(import.meta.dirname, 'images');
const FAST = ['--scales', '1', '--no-flip', '--provider', 'cpu'];

describe('files that are no models', () => {
  const folder = temporaryFolder();

  it('text named .onnx, and fused attention, are refused by pack inspect and create', async () => {
    const text = join(folder, 'notes.onnx');
    writeFileSync(text, 'this is no model');
    for (const [file, words] of [
      [text, 'notes.onnx is not an ONNX model'],
      [join(fixtureFolder, 'fused_attention.onnx'), 'set_fused_attn(False)'],
      [join(folder, 'absent.onnx'), 'cannot be read'],
    ] as const) {
      const { code, stderr } = await camweave('pack', 'inspect', file);
      expect(stderr).toContain(words);
      expect(code).toBe(4);
      const out = join(folder, 'pack');
      const created = await camweave(
        'pack',
        'create',
        '--cnn',
        file,
        '--vit',
        file,
        '--classes',
        'voc',
        '--out',
        out,
      );
      expect(created.code).toBe(4);
      expect(existsSync(out)).toBe(false);
    }
  });
});

describe('packs of clicks', () => {
  const folder = temporaryFolder();
  const fixture = (name: string): string => join(fixtureFolder, 'clicks', `${name}.onnx`);
  const [encoder, decoder] = [fixture('segment-anything-2.encoder'), fixture('segment-anything-2.decoder')];
  const create = (first: string, second: string) =>
    camweave('pack', 'create', '--encoder', first, '--decoder', second, '--out', join(folder, 'clicks'));

  it('are made of an encoder and a decoder, not of the two swapped, and propose nothing', async () => {
    expect(await create(decoder, encoder)).toMatchObject({
      code: 4,
      stderr: expect.stringContaining('are the two swapped?'),
    });
    expect(existsSync(join(folder, 'clicks'))).toBe(false);
    expect(await create(encoder, decoder)).toMatchObject({
      code: 0,
      stderr: expect.stringContaining(
        'SAM 2 as samexporter and osam have it, encoder at 1024 x 1024; a click gives 3 masks',
      ),
    });
    const proposed = await camweave(
      'propose',
      images,
      '--pack',
      join(folder, 'clicks'),
      '--project',
      join(folder, 'p.camweave'),
    );
    expect(proposed).toMatchObject({
      code: 4,
      stderr: expect.stringMatching(/is a pack of kind clicks; one of kind adcam is needed/),
    });
  });

  it('are shown by pack inspect, one network at a time', async () => {
    const { code, stdout } = await camweave('pack', 'inspect', decoder, '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      ...{ vit: null, cnn: null, encoder: null },
      decoder: { convention: 'segment-anything-2', takesBox: true, takesPrompt: true },
    });
    const shown = await camweave('pack', 'inspect', encoder);
    expect(shown.stdout).toMatch(/usable as +encoder of clicks/);
  });

  it('that others have published are listed, and others are not known', async () => {
    expect((await camweave('pack', 'get')).stdout).toMatch(/mobile-sam +MobileSAM +37 MB/);
    expect(await camweave('pack', 'get', 'nobodys')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('There is no published pack "nobodys". Known are mobile-sam.'),
    });
  });
});

describe.runIf(shared.present)('on real photographs', () => {
  const folder = temporaryFolder();
  let pack: string;
  beforeAll(async () => {
    pack = await makeReferencePack(folder);
  });
  const path = (name: string): string => join(folder, name);

  /** A folder with copies of the first photographs. */
  function photos(name: string, count: number): string {
    mkdirSync(path(name), { recursive: true });
    for (const file of readdirSync(shared.photographs).slice(0, count)) {
      copyFileSync(join(shared.photographs, file), join(path(name), file));
    }
    return path(name);
  }

  it('proposes, goes on where it stopped, evaluates and exports', async () => {
    const project = path('voc.camweave');
    const propose = ['propose', shared.vocdevkit, '--pack', pack, '--project', project, ...FAST, '--json'];
    const first = await camweave(...propose, '--limit', '5');
    expect(first).toMatchObject({ code: 0, stderr: expect.stringContaining('5 images proposed') });
    expect(JSON.parse(first.stdout)).toMatchObject({
      proposed: 5,
      provider: { provider: 'cpu' },
      problems: [],
    });
    const second = JSON.parse((await camweave(...propose, '--limit', '3')).stdout) as {
      proposed: number;
      skipped: number;
    };
    expect(second).toMatchObject({ proposed: 3, skipped: 5 });

    const evaluate = ['evaluate', project, '--ground-truth', shared.vocdevkit, '--json'];
    const all = await camweave(...evaluate, '--couplings', 'cam,direct,adcam', '--provider', 'cpu');
    expect(all.code).toBe(0);
    const { images: compared, couplings } = JSON.parse(all.stdout) as {
      images: number;
      couplings: Record<
        string,
        {
          best: {
            miou: number;
            threshold: number;
            perClass: Record<string, { iou: number; images: number }>;
          };
          project: object;
        }
      >;
    };
    expect(compared).toBe(8);
    expect(Object.keys(couplings)).toEqual(['cam', 'direct', 'adcam']);
    expect(couplings['adcam']!.best.miou).toBeGreaterThan(couplings['cam']!.best.miou);
    expect(couplings['adcam']!.best.perClass['background']!.iou).toBeGreaterThan(0.5);
    expect(couplings['cam']!.best).toMatchObject({
      ...{ imgIoU: expect.any(Number), imgIoUError: expect.any(Number), share50: expect.any(Number) },
      bands: { 5: expect.any(Number), 10: expect.any(Number), 20: expect.any(Number) },
      perClass: { background: { images: 8 } },
    });
    expect(couplings['cam']!.project).toMatchObject({
      errors: { edge: expect.any(Number), flooding: expect.any(Number) },
    });
    // What was stored as float16 and what the models give anew are the same to a tenth of a point.
    const own = JSON.parse(
      (await camweave(...evaluate, '--per-image', path('each.csv'))).stdout,
    ) as typeof all & {
      couplings: typeof couplings;
    };
    expect(own.couplings['adcam']!.best.miou).toBeCloseTo(couplings['adcam']!.best.miou, 3);

    expect(readFileSync(path('each.csv'), 'utf8').trim().split('\n')).toHaveLength(9);

    const out = path('voc-out');
    const exported = await camweave('export', project, '--out', out, '--json');
    expect(JSON.parse(exported.stdout)).toMatchObject({ images: 8, copied: 8, reencoded: 0, skipped: [] });
    expect(readdirSync(join(out, 'VOCdevkit', 'VOC2012', 'SegmentationClass'))).toHaveLength(8);
    const again = await camweave('export', project, '--out', out);
    expect(again).toMatchObject({ code: 4, stderr: expect.stringContaining('is not empty') });
  });

  it('tags untagged photographs by the classifier', async () => {
    const project = path('untagged.camweave');
    await camweave('propose', photos('untagged', 6), '--pack', pack, '--project', project, ...FAST);
    const opened = ProjectFile.open(project);
    const tags = opened.images.all().map((image) => [image.tagSource, image.tags!.length] as const);
    opened.close();
    expect(tags.every(([source]) => source === 'classifier')).toBe(true);
    expect(tags.some(([, count]) => count > 0)).toBe(true);
    for (const [choice, least, most] of [
      ['suggest', 0, 0],
      ['top1', 1, 20],
    ] as const) {
      const again = ['propose', photos('untagged', 6), '--project', project, '--tags', choice, '--json'];
      expect(JSON.parse((await camweave(...again)).stdout)).toMatchObject({ proposed: 6, problems: [] });
      const file = ProjectFile.open(project);
      const counts = file.images.all().map((image) => image.tags!.length);
      expect([Math.min(...counts) >= least, Math.max(...counts) <= most]).toEqual([true, true]);
      for (const { id } of file.images.all()) expect(file.suggestions.likeliest(id, 3)).toHaveLength(3);
      file.close();
    }
  });

  it('names each odd file and does the rest', async () => {
    const source = photos('odd', 2);
    const whole = readFileSync(join(source, readdirSync(source)[0]!));
    writeFileSync(join(source, 'truncated.jpg'), whole.subarray(0, whole.length / 2));
    writeFileSync(join(source, 'empty.jpg'), '');
    writeFileSync(join(source, 'text.png'), 'no image');
    for (const file of ['cmyk.jpg', 'rgb16.png', 'grey16.png', 'animated.webp', 'plain.tif', 'exif6.jpg']) {
      copyFileSync(join(images, file), join(source, file));
    }
    writeFileSync(join(source, 'labels.csv'), 'id,cat,zebra\ncmyk,1,1\n');
    const project = path('odd.camweave');
    const { code, stderr } = await camweave('propose', source, '--pack', pack, '--project', project, ...FAST);
    expect(code).toBe(3);
    expect(stderr).toContain('truncated.jpg is truncated: the JPEG stops before its end');
    expect(stderr).toContain('empty.jpg is empty (0 bytes)');
    expect(stderr).toContain('text.png is not an image');
    expect(stderr).toContain('animated.webp is animated; only its first frame is used');
    expect(stderr).toContain('the class "zebra" is not in this project');
    expect(stderr).toContain('8 images proposed');
    const exported = await camweave('export', project, '--out', path('odd-out'), '--json');
    expect(JSON.parse(exported.stdout)).toMatchObject({ images: 8, copied: 3, reencoded: 5 });
  });

  it('keeps everything finished when the command is killed, ends its child, and goes on', async () => {
    const project = path('killed.camweave');
    const args = ['propose', photos('killed', 12), '--pack', pack, '--project', project, ...FAST, '--json'];
    const { child, outcome } = startCamweave(...args);
    await expect.poll(() => finishedImages(project), { interval: 100 }).toBeGreaterThan(2);
    const childPid = Number(
      spawnSync('pgrep', ['-P', String(child.pid)], { encoding: 'utf8' })
        .stdout.trim()
        .split('\n')[0],
    );
    child.kill('SIGKILL');
    await outcome;
    await expect.poll(() => existsSync(`/proc/${childPid}`)).toBe(false);
    const result = JSON.parse((await camweave(...args)).stdout) as { proposed: number; skipped: number };
    expect(result.skipped).toBeGreaterThan(2);
    expect(result.proposed + result.skipped).toBe(12);
  });

  it('stops between images at Ctrl-C, and goes on afterwards', async () => {
    const project = path('stopped.camweave');
    const args = ['propose', photos('stopped', 12), '--pack', pack, '--project', project, ...FAST];
    const { child, outcome, said } = startCamweave(...args);
    await expect.poll(said).toContain('Running on cpu');
    child.kill('SIGINT');
    const stopped = await outcome;
    expect(stopped).toMatchObject({
      code: 130,
      stderr: expect.stringContaining('Run the same command again to go on'),
    });
    expect((await camweave(...args)).code).toBe(0);
  });

  it('refuses a project of a newer version, one that is open elsewhere, and a broken pack', async () => {
    const project = path('newer.camweave');
    ProjectFile.open(project, { create: true }).close();
    const database = new Database(project);
    database.pragma('user_version = 50');
    database.close();
    const source = photos('few', 1);
    const run = (...more: string[]) => camweave('propose', source, ...FAST, ...more);
    expect(await run('--pack', pack, '--project', project)).toMatchObject({
      code: 4,
      stderr: expect.stringContaining('was made by a newer Camweave'),
    });
    const open = ProjectFile.open(path('open.camweave'), { create: true });
    expect(await run('--pack', pack, '--project', path('open.camweave'))).toMatchObject({
      code: 4,
      stderr: expect.stringContaining('is open in another Camweave'),
    });
    open.close();
    expect(await run('--pack', source, '--project', path('p.camweave'))).toMatchObject({
      code: 4,
      stderr: expect.stringContaining('has no readable pack.json'),
    });
    expect(existsSync(path('p.camweave'))).toBe(false);
  });

  const mounted = mountSmallDisk(folder);
  it.runIf(mounted)(
    'says when the disk is full, keeps what was saved, and goes on when there is room',
    async () => {
      const disk = path('disk');
      const project = join(disk, 'full.camweave');
      const source = photos('full', 10);
      writeFileSync(join(disk, 'ballast'), Buffer.alloc(790_000));
      const args = ['propose', source, '--pack', pack, '--project', project, ...FAST, '--json'];
      const full = await camweave(...args);
      expect(full.stderr).toContain('is full. Free some space');
      expect(full.code).toBe(4);
      spawnSync('rm', [join(disk, 'ballast')]);
      const after = JSON.parse((await camweave(...args)).stdout) as { proposed: number; skipped: number };
      expect(after.skipped).toBeGreaterThan(0);
      expect(after.proposed + after.skipped).toBe(10);
      const out = join(disk, 'export');
      const exported = await camweave('export', project, '--out', out);
      expect(exported).toMatchObject({ code: 4, stderr: expect.stringContaining('is full') });
      expect(readdirSync(disk).filter((name) => name.includes('export'))).toEqual([]);
      spawnSync('mount', ['-o', 'remount,ro', disk]);
      const readOnly = await camweave('export', project, '--out', out);
      expect(readOnly).toMatchObject({
        code: 4,
        stderr: expect.stringMatching(/cannot be written|full\.camweave/),
      });
      const denied = await camweave(
        'propose',
        source,
        '--pack',
        pack,
        '--project',
        join(disk, 'new.camweave'),
      );
      expect(denied).toMatchObject({ code: 4, stderr: expect.stringContaining('cannot be written') });
      spawnSync('umount', [disk]);
    },
  );
});

/** Images of a project that is being written by another process, read from a copy. */
function finishedImages(project: string): number {
  if (!existsSync(`${project}-wal`)) return 0;
  const copy = `${project}.copy`;
  try {
    copyFileSync(project, copy);
    copyFileSync(`${project}-wal`, `${copy}-wal`);
    const database = new Database(copy);
    const row = database.prepare("SELECT count(*) AS n FROM image WHERE state = 'proposed'").get() as {
      n: number;
    };
    database.close();
    return row.n;
  } catch {
    // Copied in the middle of a write: the next look will do.
    return 0;
  }
}

/** A disk of one megabyte at `folder/disk`; false where this user may not mount one. */
function mountSmallDisk(folder: string): boolean {
  if (!shared.present) return false;
  mkdirSync(join(folder, 'disk'), { recursive: true });
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', join(folder, 'disk')]);
  if (status !== 0) process.stderr.write('Skipped, full disk: this user may not mount a tmpfs.\n');
  return status === 0;
}
