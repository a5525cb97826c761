import { appendFileSync, cpSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { makeClicksPack } from '../../../../testing/clicksPack.ts';
import { fixtureFolder } from '../../../../testing/fillWeights.ts';
import type { NextClick } from '../../../../testing/nextClick.ts';
import { nextClick } from '../../../../testing/nextClick.ts';
import { shared } from '../../../../testing/sharedData.ts';
import { makeTinyPack } from '../../../../testing/tinyPack.ts';
import { temporaryFolder } from '../../../../testing/temporaryFolder.ts';
import { readIndexMask } from '../../image/mask/readIndexMask.ts';
import { forkChild } from '../../inference/host/forkChild.ts';
import { InferenceHost } from '../../inference/host/InferenceHost.ts';
import { adcam } from '../adcam/adcam.ts';
import { openPackOf } from '../pack/openPack.ts';
import { clicks } from './clicks.ts';
import type { ClickCandidate, ClickRequest, ClickResult } from './jobs.ts';
import { clickJob, embedJob } from './jobs.ts';

const folder = temporaryFolder();
const bundled = join(import.meta.dirname, '../../../../resources/packs/default');
const hosts: InferenceHost[] = [];
function newHost(): InferenceHost {
  const host = new InferenceHost(() => forkChild());
  hosts.push(host);
  return host;
}
afterEach(() => hosts.splice(0).forEach((host) => host.close()));

describe('a pack of clicks', () => {
  const fixture = (name: string): string => join(fixtureFolder, 'clicks', `${name}.onnx`);
  const files = { encoder: fixture('efficient-sam.encoder'), decoder: fixture('efficient-sam.decoder') };
  let pack: string;
  beforeAll(async () => {
    pack = await makeClicksPack(folder, files);
  });
  const copy = (name: string): string => {
    cpSync(pack, join(folder, name), { recursive: true });
    return join(folder, name);
  };

  it('is no pack of AD-CAM, nor the reverse, and both are named', () => {
    expect(() => openPackOf(adcam, pack)).toThrow(
      /clicks-pack is a pack of kind clicks; one of kind adcam is needed \(a CNN and a vision transformer/,
    );
    expect(() => openPackOf(clicks, bundled)).toThrow(
      /default is a pack of kind adcam; one of kind clicks is needed \(an encoder and a decoder/,
    );
  });

  it('with a file missing, or another one in its place, is refused and the file named', async () => {
    const missing = copy('missing');
    rmSync(join(missing, 'decoder.onnx'));
    const host = newHost();
    await expect(host.open(clicks.id, missing, ['cpu'])).rejects.toMatchObject({
      code: 'pack-invalid',
      message: expect.stringMatching(
        /no readable decoder.onnx. A pack holds pack.json, encoder.onnx and decoder.onnx/,
      ),
    });
    const other = copy('other');
    appendFileSync(join(other, 'encoder.onnx'), ' ');
    await expect(host.open(clicks.id, other, ['cpu'])).rejects.toMatchObject({
      code: 'pack-invalid',
      message: expect.stringMatching(
        /encoder.onnx is not the file that pack.json describes \(its sha256 differs\)/,
      ),
    });
  });

  it('may be open beside one of AD-CAM in the same child', async () => {
    const host = newHost();
    await host.open(clicks.id, pack, ['cpu']);
    await host.open(adcam.id, await makeTinyPack(folder), ['cpu']);
    const image = join(import.meta.dirname, '../../../../testing/images/exif6.jpg');
    const result = await host.run(clickJob, { image, points: [{ x: 9, y: 9, positive: true }] });
    expect(result.candidates[0]!.logits).toBeInstanceOf(Float32Array);
    // Turned by its EXIF orientation, as everywhere.
    expect(result).toMatchObject(
      await host.run(embedJob, { image }).then(({ width, height }) => ({ width, height })),
    );
    await expect(host.run(clickJob, { image: join(folder, 'absent.jpg'), points: [] })).rejects.toMatchObject(
      {
        code: 'image-unreadable',
      },
    );
  });

  it('gives the embedding to a click that comes while a batch waits', async () => {
    const host = newHost();
    await host.open(clicks.id, pack, ['cpu']);
    const images = ['plain.jpg', 'cmyk.jpg', 'grey.jpg', 'rgb16.png'].map((name) =>
      join(import.meta.dirname, '../../../../testing/images', name),
    );
    const order: string[] = [];
    const embedded = images.map((image) =>
      host.run(embedJob, { image }, { priority: 'batch' }).then(() => order.push('embed')),
    );
    const clicked = host.run(clickJob, { image: images[0]!, points: [{ x: 1, y: 1, positive: true }] });
    await clicked.then(() => order.push('click'));
    await Promise.all(embedded);
    expect(order.indexOf('click')).toBeLessThan(2);
    expect(order).toHaveLength(5);
  });
});

describe.runIf(shared.present && shared.mobileSam.present)('MobileSAM on photographs', () => {
  let host: InferenceHost;
  let pack: string;
  beforeAll(async () => {
    pack = await makeClicksPack(folder, shared.mobileSam, 'mobile-sam');
    host = new InferenceHost(() => forkChild());
    await host.open(clicks.id, pack, ['cpu']);
  });
  afterAll(() => host?.close());

  /** A photograph, and where one of its classes is: 1 inside, 0 outside, 2 where nobody knows. */
  function subject(id: string, label: number) {
    const { width, data } = readIndexMask(readFileSync(join(shared.masks, `${id}.png`)), id);
    const wanted = data.map((value) => (value === 255 ? 2 : value === label ? 1 : 0));
    const photograph = join(shared.photographs, `${id}.jpg`);
    const first = nextClick(wanted, new Uint8Array(wanted.length), width);
    return { wanted, width, photograph, first };
  }

  function maskOf(
    { width, height, maskWidth, maskHeight }: ClickResult,
    { logits }: ClickCandidate,
  ): Uint8Array {
    return Uint8Array.from({ length: width * height }, (_, at) => {
      const column = Math.floor((((at % width) + 0.5) * maskWidth) / width);
      const row = Math.floor(((Math.floor(at / width) + 0.5) * maskHeight) / height);
      return logits[row * maskWidth + column]! > 0 ? 1 : 0;
    });
  }

  function iou(wanted: Uint8Array, found: Uint8Array): number {
    let [both, either] = [0, 0];
    wanted.forEach((value, at) => {
      if (value > 1) return;
      both += value & found[at]!;
      either += value | found[at]!;
    });
    return both / either;
  }

  /** The candidate that a person is shown: that of the best score among several after one click, else the single one. */
  async function shown(request: ClickRequest): Promise<Uint8Array> {
    const result = await host.run(clickJob, request);
    expect(result).toMatchObject({ single: true, candidates: { length: 4 } });
    const [single, ...several] = result.candidates as [ClickCandidate, ...ClickCandidate[]];
    const alone = request.points.length === 1 && !request.box;
    return maskOf(result, alone ? several.reduce((a, b) => (b.score > a.score ? b : a)) : single);
  }

  it('one click in the middle of an object finds it', async () => {
    const { wanted, photograph, first } = subject('2007_000464', 10);
    expect(iou(wanted, await shown({ image: photograph, points: [first] }))).toBeGreaterThan(0.9);
  });

  it('three clicks find more of it than one', async () => {
    const { wanted, width, photograph, first } = subject('2007_001458', 18);
    const points: NextClick[] = [first];
    const found = [await shown({ image: photograph, points })];
    while (points.length < 3) {
      points.push(nextClick(wanted, found.at(-1)!, width));
      found.push(await shown({ image: photograph, points }));
    }
    const [one, , three] = found.map((mask) => iou(wanted, mask));
    expect(one).toBeGreaterThan(0.5);
    expect(three).toBeGreaterThan(Math.max(0.8, one!));
  });

  it('a box finds it, and a mask to start from makes a click surer', async () => {
    const { wanted, width, photograph, first } = subject('2007_001458', 18);
    const [xs, ys]: [number[], number[]] = [[], []];
    wanted.forEach((value, at) => {
      if (value !== 1) return;
      xs.push(at % width);
      ys.push(Math.floor(at / width));
    });
    const least = (list: number[]): number => list.reduce((a, b) => Math.min(a, b));
    const most = (list: number[]): number => list.reduce((a, b) => Math.max(a, b));
    const box = { x0: least(xs), y0: least(ys), x1: most(xs) + 1, y1: most(ys) + 1 };
    expect(iou(wanted, await shown({ image: photograph, points: [], box }))).toBeGreaterThan(0.8);
    const logits = Float32Array.from(wanted, (value) => (value === 1 ? 16 : -16));
    const prompt = { width, height: wanted.length / width, logits };
    const plain = iou(wanted, await shown({ image: photograph, points: [first] }));
    const surer = iou(wanted, await shown({ image: photograph, points: [first], prompt }));
    expect(surer).toBeGreaterThan(plain + 0.05);
    expect(surer).toBeGreaterThan(0.85);
  });

  it('a child that dies in the middle of a click is replaced, and the click done; one that dies twice is reported', async () => {
    const { photograph, first } = subject('2007_000464', 10);
    const own = newHost();
    await own.open(clicks.id, pack, ['cpu']);
    const request = { image: photograph, points: [first] };
    const once = own.run(clickJob, request);
    await killed(own);
    expect((await once).candidates).toHaveLength(4);
    expect(own.restarts).toBe(1);

    const other = { ...request, image: join(shared.photographs, '2007_000332.jpg') };
    const twice = own.run(clickJob, other);
    const outcome = expect(twice).rejects.toMatchObject({
      code: 'inference-failed',
      message: expect.stringContaining(`ended twice while it worked on ${other.image}`),
    });
    await killed(own);
    await expect.poll(() => own.childPid).toBeDefined();
    await killed(own);
    await outcome;
    expect((await own.run(clickJob, request)).candidates).toHaveLength(4);
  });
});

/** Ends the child while it works on what was asked of it. */
async function killed(host: InferenceHost): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 200));
  const pid = host.childPid!;
  process.kill(pid, 'SIGKILL');
  await expect.poll(() => host.childPid, { interval: 5 }).not.toBe(pid);
}
