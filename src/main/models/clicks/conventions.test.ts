import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encode } from 'fast-png';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeClicksPack } from '../../../../testing/clicksPack.ts';
import { fixtureFolder } from '../../../../testing/fillWeights.ts';
import { temporaryFolder } from '../../../../testing/temporaryFolder.ts';
import { ImageLoader } from '../../image/ImageLoader.ts';
import { openPackOf } from '../pack/openPack.ts';
import { clicks } from './clicks.ts';
import type { ClickCandidate, ClickResult } from './jobs.ts';
import { Clicking } from './run/Clicking.ts';
import { prepareClicks } from './run/prepareClicks.ts';

const folder = temporaryFolder();
const fixture = (name: string): string => join(fixtureFolder, 'clicks', `${name}.onnx`);

/** A photograph of one grey, wider than high and no whole number of cells. */
function photograph(name: string, grey: number, [width, height] = [641, 427]): string {
  const file = join(folder, `${name}.png`);
  const data = new Uint8Array(width! * height! * 3).fill(grey);
  writeFileSync(file, encode({ width: width!, height: height!, channels: 3, depth: 8, data }));
  return file;
}

/** The middle of what is inside, in pixels of the photograph, and its share of all cells. */
function middle({ width, height, maskWidth, maskHeight }: ClickResult, { logits }: ClickCandidate) {
  let [count, x, y] = [0, 0, 0];
  logits.forEach((value, cell) => {
    if (value <= 0) return;
    count++;
    x += (cell % maskWidth) + 0.5;
    y += Math.floor(cell / maskWidth) + 0.5;
  });
  const [across, down] = [width / maskWidth, height / maskHeight];
  return { x: (x / count) * across, y: (y / count) * down, cells: count };
}

interface Case {
  name: string;
  encoder?: string;
  decoder?: string;
  fit: 'pad' | 'squash';
  takesBox: boolean;
  takesPrompt: boolean;
  candidates: { count: number; single: boolean };
}
const cases: Case[] = [
  {
    ...{ name: 'segment-anything', fit: 'pad', takesBox: true, takesPrompt: true },
    candidates: { count: 4, single: true },
  },
  {
    ...{ name: 'segment-anything', decoder: 'segment-anything.all', fit: 'pad' },
    ...{ takesBox: true, takesPrompt: true, candidates: { count: 4, single: true } },
  },
  {
    ...{ name: 'segment-anything', encoder: 'segment-anything.pixels', fit: 'pad' },
    ...{ takesBox: true, takesPrompt: true, candidates: { count: 4, single: true } },
  },
  {
    ...{ name: 'segment-anything-2', fit: 'squash', takesBox: true, takesPrompt: true },
    candidates: { count: 3, single: false },
  },
  {
    ...{ name: 'efficient-sam', fit: 'squash', takesBox: true, takesPrompt: false },
    candidates: { count: 3, single: false },
  },
  {
    ...{ name: 'transformers-sam', fit: 'pad', takesBox: false, takesPrompt: false },
    candidates: { count: 3, single: false },
  },
  {
    ...{ name: 'transformers-sam-2', fit: 'squash', takesBox: true, takesPrompt: false },
    candidates: { count: 3, single: false },
  },
];

describe.each(cases)('$name ($encoder $decoder)', ({ name, encoder = name, decoder = name, ...expected }) => {
  let clicking: Clicking;
  let image: string;
  beforeAll(async () => {
    const files = { encoder: fixture(`${encoder}.encoder`), decoder: fixture(`${decoder}.decoder`) };
    const pack = openPackOf(clicks, await makeClicksPack(folder, files, `${encoder} ${decoder}`));
    expect(pack.manifest).toMatchObject({
      ...{ convention: name, takesBox: expected.takesBox, takesPrompt: expected.takesPrompt },
      ...{ candidates: expected.candidates, encoder: { size: 1024 } },
    });
    clicking = new Clicking(await prepareClicks(pack)('cpu'), new ImageLoader());
    image = photograph('grey', 118);
  });
  afterAll(() => clicking.release());

  it('finds an object where the click is, whatever the shape of the photograph', async () => {
    for (const size of [
      [641, 427],
      [300, 500],
      [64, 64],
      [1500, 200],
    ] as const) {
      const [width, height] = size;
      const file = photograph(`grey${width}`, 118, [...size]);
      const at = { x: width * 0.4, y: height * 0.5 };
      const result = await clicking.click({ image: file, points: [{ ...at, positive: true }] });
      expect(result).toMatchObject({ width, height, single: expected.candidates.single });
      expect(result.candidates).toHaveLength(expected.candidates.count);
      const longest = Math.max(result.maskWidth, result.maskHeight);
      expect(longest).toBe(256);
      if (expected.fit === 'pad') {
        expect(result.maskWidth / width).toBeCloseTo(longest / Math.max(width, height), 1);
        expect(Math.abs(result.maskHeight - (height * longest) / Math.max(width, height))).toBeLessThan(1.01);
      }
      // The smallest disc lies inside all of these photographs; its middle is where the click was, to a quarter of a cell.
      const small = result.candidates[expected.candidates.single ? 1 : 0]!;
      const found = middle(result, small);
      expect(found.cells).toBeGreaterThan(20);
      expect(Math.abs(found.x - at.x)).toBeLessThan((0.25 * width) / result.maskWidth);
      expect(Math.abs(found.y - at.y)).toBeLessThan((0.25 * height) / result.maskHeight);
    }
  });

  it('takes away what is clicked as not wanted', async () => {
    const wanted = { x: 200, y: 200, positive: true };
    const one = await clicking.click({ image, points: [wanted] });
    const two = await clicking.click({ image, points: [wanted, { x: 215, y: 200, positive: false }] });
    const last = expected.candidates.count - 1;
    const [before, after] = [middle(one, one.candidates[last]!), middle(two, two.candidates[last]!)];
    expect(after.cells).toBeLessThan(before.cells);
    expect(after.x).toBeLessThan(before.x - 5);
  });

  it('gives scores, which are higher for a point of padding where that is wanted', async () => {
    const { candidates } = await clicking.click({ image, points: [{ x: 9, y: 9, positive: true }] });
    const scores = candidates.map(({ score }) => score);
    const own = expected.candidates.single ? [0.6, 0.9, 0.8, 0.7] : [0.9, 0.8, 0.7];
    const more = name === 'segment-anything' ? 0.01 : name === 'transformers-sam' ? 0.05 : 0;
    own.forEach((score, i) => expect(scores[i]).toBeCloseTo(score + more, 5));
  });

  it('sees the photograph', async () => {
    const points = [{ x: 9, y: 9, positive: true }];
    const centre = async (grey: number): Promise<number> => {
      const { candidates, ...grid } = await clicking.click({
        image: photograph(`grey ${grey}`, grey),
        points,
      });
      return candidates[0]!.logits[grid.maskWidth * (grid.maskHeight >> 1) + (grid.maskWidth >> 1)]!;
    };
    const [dark, bright] = [await centre(0), await centre(255)];
    const range = name === 'efficient-sam' ? 1 : 255 / 57.1;
    expect(bright - dark).toBeCloseTo(range, 1);
  });

  it('finds what is in a box, or says that it takes none', async () => {
    const box = { x0: 400, y0: 300, x1: 100, y1: 100 };
    const clicked = clicking.click({ image, points: [], box });
    if (!expected.takesBox) {
      await expect(clicked).rejects.toMatchObject({ code: 'invalid-input', message: /takes no boxes/ });
      return;
    }
    const result = await clicked;
    const found = middle(result, result.candidates[0]!);
    expect(found.x).toBeCloseTo(250, -0.5);
    expect(found.y).toBeCloseTo(200, -0.5);
    const cell = (result.maskWidth / 641) * (result.maskHeight / 427);
    expect(found.cells / (300 * 200 * cell)).toBeCloseTo(1, 0.9);
    expect(result.candidates[0]!.score).toBeCloseTo(expected.candidates.single ? 0.6 : 0.9, 5);
  });

  it('starts from a mask where it takes one', async () => {
    const prompt = { width: 2, height: 1, logits: Float32Array.of(-100, 100) };
    const points = [{ x: 9, y: 9, positive: true }];
    const plain = await clicking.click({ image, points });
    const started = await clicking.click({ image, points, prompt });
    const change = (part: number): number => {
      const cell = Math.floor(part * plain.maskWidth) + plain.maskWidth * (plain.maskHeight >> 1);
      return started.candidates[0]!.logits[cell]! - plain.candidates[0]!.logits[cell]!;
    };
    if (expected.takesPrompt) {
      expect(change(0.95)).toBeGreaterThan(9);
      expect(change(0.05)).toBeLessThan(-9);
    } else {
      expect([change(0.95), change(0.05)]).toEqual([0, 0]);
    }
  });

  it('makes an embedding once, and again where the file has changed', async () => {
    const file = photograph('again', 50);
    const first = await clicking.embed({ image: file });
    expect(first).toMatchObject({
      width: 641,
      height: 427,
      contentHash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(first.milliseconds).toBeGreaterThan(0);
    expect(await clicking.embed({ image: file })).toEqual({ ...first, milliseconds: 0 });
    photograph('again', 51, [99, 98]);
    const second = await clicking.embed({ image: file });
    expect(second).toMatchObject({ width: 99, height: 98 });
    expect(second.contentHash).not.toBe(first.contentHash);
  });

  it('refuses a prompt that says nothing, and coordinates that are none', async () => {
    await expect(clicking.click({ image, points: [] })).rejects.toThrow('Give a point or a box');
    const nowhere = [{ x: NaN, y: 3, positive: true }];
    await expect(clicking.click({ image, points: nowhere })).rejects.toMatchObject({ code: 'invalid-input' });
  });
});

it('gives EfficientSAM the last of more clicks than it looks at', async () => {
  const files = { encoder: fixture('efficient-sam.encoder'), decoder: fixture('efficient-sam.decoder') };
  const pack = openPackOf(clicks, await makeClicksPack(folder, files, 'many'));
  const clicking = new Clicking(await prepareClicks(pack)('cpu'), new ImageLoader());
  const image = photograph('many', 118);
  const points = Array.from({ length: 9 }, (_, i) => ({ x: 40 + 70 * i, y: 50, positive: true }));
  const { candidates, maskWidth, maskHeight } = await clicking.click({ image, points });
  const inside = points.map(({ x, y }) => {
    const [column, row] = [(x / 641) * maskWidth, (y / 427) * maskHeight];
    return candidates[1]!.logits[Math.floor(row) * maskWidth + Math.floor(column)]! > 0;
  });
  expect(inside).toEqual([...Array<boolean>(3).fill(false), ...Array<boolean>(6).fill(true)]);
  await clicking.release();
});
