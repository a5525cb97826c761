import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Rolldown } from 'vite';
import { build } from 'vite';
import { randomFloats, seededRandom } from '../testing/random.ts';
import { DECIDED_KINDS, decidedKind, originOf, ORIGINS } from '../src/renderer/editor/origins.ts';
import { applyHumanLayer } from '../src/shared/labels/applyHumanLayer.ts';
import { composeProposal } from '../src/shared/labels/composeProposal.ts';
import { UNTOUCHED } from '../src/shared/labels/labelCodes.ts';
import { forEachFieldRow } from '../src/shared/labels/scoreField.ts';
import { Camweave, expectBrowser } from './Camweave.ts';
import type { Composition, drawLabels } from './shaderHarness.ts';

test.beforeAll(expectBrowser);

/** Margins nearer to each other than this may fall either way: two ways of rounding. */
const TIE = 1e-6;

async function bundle(): Promise<string> {
  const built = (await build({
    ...{ configFile: false, logLevel: 'error' },
    build: {
      write: false,
      lib: { entry: join(import.meta.dirname, 'shaderHarness.ts'), formats: ['iife'], name: 'harness' },
    },
  })) as Rolldown.RolldownOutput[];
  return built[0]!.output[0].code;
}

function randomComposition(round: number): Composition {
  const random = seededRandom(1000 + round);
  const [width, height, grid] = [120 + round * 7, 90 + round * 3, [7, 14, 28][round % 3]!];
  const labels = [[1], [3, 9], [2, 5, 20, 200]][round % 3]!;
  return {
    ...{ width, height, grid, labels, ...(round % 4 === 3 ? { tile: 50 } : {}) },
    stage: 'labels',
    values: [...randomFloats(labels.length * grid * grid, random)],
    thresholds: labels.map(() => random()),
    voidHalfWidth: round % 2 === 0 ? 0 : random() * 0.2,
    decided: Array.from({ length: width * height }, () =>
      random() < 0.9 ? UNTOUCHED : [0, 5, 255][Math.floor(random() * 3)]!,
    ),
  };
}

/** Whether rounding may decide each pixel. */
function ties({ labels, values, grid, width, height, thresholds, voidHalfWidth }: Composition): Uint8Array {
  const result = new Uint8Array(width * height);
  forEachFieldRow({ values, classes: labels.length, grid }, width, height, (y, row) => {
    for (let x = 0; x < width; x++) {
      const margins = labels.map((_, c) => row[c * width + x]! - thresholds[c]!).sort((a, b) => b - a);
      const edges = [
        margins[0]! - voidHalfWidth,
        margins[0]! + voidHalfWidth,
        margins[0]! - (margins[1] ?? -9),
      ];
      if (edges.some((distance) => Math.abs(distance) < TIE)) result[y * width + x] = 1;
    }
  });
  return result;
}

test('shader and CPU agree on who decided, of accepted images too', async () => {
  const camweave = new Camweave();
  await camweave.start();
  const page = await camweave.open();
  await page.evaluate(await bundle());
  for (const apart of [false, true]) {
    const given: Composition = { ...randomComposition(3), stage: 'origins', apart };
    const drawn = await page.evaluate(
      (composition) => (globalThis as unknown as { drawLabels: typeof drawLabels }).drawLabels(composition),
      given,
    );
    const { labels, grid, width, height, thresholds, voidHalfWidth } = given;
    const maps = { values: Float32Array.from(given.values), classes: labels.length, grid };
    const proposal = composeProposal(maps, width, height, { labels, thresholds, voidHalfWidth });
    const composed = applyHumanLayer(proposal, Uint8Array.from(given.decided));
    const tie = ties(given);
    const ids = ORIGINS.map(({ id }) => id as string);
    const differing = composed.filter((label, i) => {
      const row = ids.indexOf(originOf(given.decided[i]!));
      const code = row * DECIDED_KINDS.length + DECIDED_KINDS.indexOf(decidedKind(label));
      return tie[i] !== 1 && code !== drawn[i];
    });
    expect(differing).toHaveLength(0);
    expect(new Set(drawn).size).toBe(DECIDED_KINDS.length * ORIGINS.length);
  }
  await camweave.remove();
});

test('a proposal along edges is drawn in place of scores, under what was painted, in tiles too', async () => {
  const camweave = new Camweave();
  await camweave.start();
  const page = await camweave.open();
  await page.evaluate(await bundle());
  for (const round of [0, 3]) {
    const random = seededRandom(round);
    const { decided, ...given } = randomComposition(round);
    const refined = decided.map(() => [0, 3, 9, 255][Math.floor(random() * 4)]!);
    const drawn = await page.evaluate(
      (composition) => (globalThis as unknown as { drawLabels: typeof drawLabels }).drawLabels(composition),
      { ...given, decided, refined },
    );
    expect(drawn).toEqual(decided.map((label, i) => (label === UNTOUCHED ? refined[i] : label)));
  }
  await camweave.remove();
});

test('shader and CPU compose the same labels for random maps, thresholds and void widths', async () => {
  const camweave = new Camweave();
  await camweave.start();
  const page = await camweave.open();
  await page.evaluate(await bundle());
  let pixels = 0;
  let differing = 0;
  let tied = 0;
  for (let round = 0; round < 24; round++) {
    const given = randomComposition(round);
    const drawn = await page.evaluate(
      (composition) => (globalThis as unknown as { drawLabels: typeof drawLabels }).drawLabels(composition),
      given,
    );
    const { labels, values, grid, width, height, thresholds, voidHalfWidth } = given;
    const maps = { values: Float32Array.from(values), classes: labels.length, grid };
    const rule = { labels, thresholds, voidHalfWidth };
    const composed = applyHumanLayer(
      composeProposal(maps, width, height, rule),
      Uint8Array.from(given.decided),
    );
    const tie = ties(given);
    composed.forEach((label, i) => {
      pixels += 1;
      if (tie[i] === 1) tied += 1;
      else if (label !== drawn[i]) differing += 1;
    });
  }
  test.info().annotations.push({ type: 'compared', description: `${pixels} pixels, ${tied} ties` });
  process.stdout.write(`shader: ${pixels} pixels compared, ${tied} ties, ${differing} differing\n`);
  expect(pixels).toBeGreaterThan(400_000);
  expect(tied).toBeLessThan(pixels / 1000);
  expect(differing).toBe(0);
  await camweave.remove();
});
