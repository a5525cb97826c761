// Labels photographs with real pointer and key events until they are good enough, and counts the actions that it takes:
//   node bench/labelling/labelling.ts VOCDEVKIT [--images 12] [--iou 0.85] [--without-clicks | --clicks-pack PACK]
// Of the first photographs of the list in ImageSets, those are taken that lie evenly spread between the worst and the best proposal.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { inflateRawSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { chromium } from '@playwright/test';
import { readIndexMask } from '../../src/main/image/mask/readIndexMask.ts';
import { decodeImage } from '../../src/main/image/decodeImage.ts';
import type { LabPhoto } from '../../src/renderer/editor/LabPhoto.ts';
import { makeLabPhoto } from '../../src/renderer/editor/makeLabPhoto.ts';
import type { ImageDetail, ImageSummary, Refined } from '../../src/shared/contract/imageRoutes.ts';
import type { ProjectSummary } from '../../src/shared/contract/projectRoutes.ts';
import { BACKGROUND, UNTOUCHED } from '../../src/shared/labels/labelCodes.ts';
import { LabelSampler } from '../../src/shared/labels/LabelSampler.ts';
import { camweave, startCamweaveWith } from '../../testing/runCamweave.ts';
import { DeskPaper } from './DeskPaper.ts';
import { secondsOf } from './keystrokes.ts';
import type { LabelMap } from './oracle.ts';
import { foregroundIou, idealCorners } from './oracle.ts';
import type { Played } from './play.ts';
import { play } from './play.ts';
import { WORTH_A_DRAG } from './setSliders.ts';
import { spread } from './spread.ts';
import type { InHand } from './Work.ts';
import { handworkOf } from './Work.ts';

/** Photographs that are proposed, and from which those are taken. */
const LOOKED_AT = 60;
const THUMB = 8;

const { values, positionals } = parseArgs({
  options: {
    images: { type: 'string', default: '12' },
    iou: { type: 'string', default: '0.85' },
    'without-clicks': { type: 'boolean', default: false },
    'clicks-pack': { type: 'string' },
  },
  allowPositionals: true,
});
const voc = join(positionals[0] ?? '', 'VOC2012');
const wanted = Number(values.iou);
if (!existsSync(join(voc, 'SegmentationClass'))) {
  process.stderr.write('Give a VOCdevkit with masks: node bench/labelling/labelling.ts VOCDEVKIT\n');
  process.exit(2);
}

/** What the page is known by: another one would be told to wait. */
let seat = '';
const folder = mkdtempSync(join(tmpdir(), 'camweave-labelling-'));
const project = join(folder, 'labelling.camweave');
const proposed = await camweave(
  'propose',
  positionals[0]!,
  '--project',
  project,
  '--limit',
  String(LOOKED_AT),
  ...(values['clicks-pack'] === undefined ? [] : ['--clicks-pack', values['clicks-pack']]),
);
if (proposed.code !== 0) throw new Error(proposed.stderr);
const server = startCamweaveWith({ CAMWEAVE_HOME: join(folder, 'home') }, 'serve', project);
const link = await new Promise<string>((resolve) =>
  server.child.stdout!.once('data', (chunk: Buffer) => resolve(chunk.toString().trim().split('\n')[0]!)),
);
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: [
    ...['--no-sandbox', '--disable-background-networking'],
    ...['--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
  ],
});
try {
  const page = await browser.newPage({ viewport: { width: 1024, height: 700 } });
  page.on('request', (request) => (seat = request.headers()['x-camweave-seat'] ?? seat));
  await page.goto(link);
  await page.locator('canvas[data-ready]').waitFor();
  await labelAll(page);
} finally {
  await browser.close();
  server.child.kill('SIGINT');
  await server.outcome;
  rmSync(folder, { recursive: true, force: true });
}

async function labelAll(page: Page): Promise<void> {
  const { classes } = await call<ProjectSummary>(page, 'project.get', {});
  const thresholds = new Map(classes.map(({ label, threshold }) => [label, threshold]));
  const names = new Map(classes.map(({ label, name }) => [label, name]));
  const all = (await call<ImageSummary[]>(page, 'image.list', {})).filter(
    ({ state }) => state === 'proposed',
  );
  const ranked: { image: ImageSummary; truth: LabelMap; iou: number }[] = [];
  for (const image of all) {
    const truth = truthOf(image.path);
    const iou = foregroundIou(await labelsOf(page, image.id, thresholds), truth);
    ranked.push({ image, truth, iou });
  }
  ranked.sort((a, b) => b.iou - a.iou);
  const taken = spread(ranked, Number(values.images));
  /** As the desk begins. */
  let hand: InHand = { tool: 'pan', label: BACKGROUND, radius: 12 };
  let [sum, secondsSum, cornersSum] = [0, 0, 0];
  process.stdout.write(
    'photograph   classes  IoU before  after thresholds  at the end  actions  seconds  drags  clicks  (taken back)  strokes  polygons  ideal corners\n',
  );
  for (const { image, truth, iou } of taken) {
    const done = await label(page, image, truth, { thresholds, names, hand });
    ({ hand } = done);
    const corners = idealCorners(truth, wanted);
    const { actions, drags, clicks, refused, strokes, polygons } = done;
    sum += actions;
    secondsSum += secondsOf(done);
    cornersSum += corners ?? 0;
    process.stdout.write(
      [
        basename(image.path, '.jpg').padEnd(12),
        String(image.tags?.length ?? 0).padStart(7),
        ...[iou, done.dragged, done.iou].map((value) => value.toFixed(3).padStart(12)),
        ...[
          actions,
          secondsOf(done).toFixed(1),
          drags,
          clicks,
          refused,
          strokes,
          polygons,
          corners ?? '-',
        ].map((value) => String(value).padStart(9)),
      ].join(' ') + '\n',
    );
  }
  process.stdout.write(
    `all: ${sum} actions, ${secondsSum.toFixed(0)} s; ${cornersSum} corners of ideal polygons, of which that is ${(sum / cornersSum).toFixed(3)}\n`,
  );
}

interface Names {
  thresholds: ReadonlyMap<number, number>;
  names: ReadonlyMap<number, string>;
}

async function label(
  page: Page,
  { id, path }: ImageSummary,
  truth: LabelMap,
  { thresholds, names, ...options }: Names & { hand: InHand },
): Promise<Played & { drags: number; dragged: number }> {
  await page.getByRole('searchbox', { name: 'Filter by name' }).fill(basename(path));
  await page.locator('nav .row').first().click();
  await page.locator(`canvas[data-ready="${id}"]`).waitFor();
  const drags = await dragThresholds(page, { id, truth, thresholds, names });
  const paper = new DeskPaper(page, names, () => labelsOf(page, id, thresholds));
  const dragged = foregroundIou(await paper.labels(), truth);
  const played = await play(paper, truth, {
    ...{ wanted, price: (work, inHand) => secondsOf(handworkOf(work, inHand)) },
    tools: { clicks: !values['without-clicks'], polygon: true, photo: await photoOf(path, truth) },
    hand: { ...options.hand, label: await labelInHand(page, names) },
  });
  await paper.keep();
  await page.keyboard.press('Enter');
  await page.waitForTimeout(300);
  // Enter accepts; one before it keeps clicks that are under way.
  const enters = 1 + Number(played.hand.tool === 'click' && played.clicks > 0);
  const { actions, presses } = played;
  return { ...played, drags, dragged, actions: actions + drags + enters, presses: presses + drags };
}

/** What the smart brush sees. */
async function photoOf(path: string, size: LabelMap): Promise<LabPhoto | undefined> {
  if (values['without-clicks']) return undefined;
  const file = join(voc, path.startsWith('JPEGImages') ? path : join('JPEGImages', path));
  const { width, height, data } = await decodeImage(readFileSync(file), file);
  return makeLabPhoto({ width, height, data: Uint8Array.from(data) }, size, () => Promise.resolve());
}

/** Drags the slider of each class to where the labels fit best, where that is worth it. */
async function dragThresholds(
  page: Page,
  { id, truth, thresholds, names }: Names & { id: number; truth: LabelMap },
): Promise<number> {
  const detail = await call<ImageDetail>(page, 'image.get', { id });
  const own = new Map((detail.scores?.labels ?? []).map((label) => [label, thresholds.get(label)!]));
  let best = foregroundIou(composed(detail, own), truth);
  let drags = 0;
  for (const label of own.keys()) {
    let found: number | undefined;
    const before = best;
    for (let threshold = 0.04; threshold < 0.97; threshold += 0.02) {
      const iou = foregroundIou(composed(detail, new Map(own).set(label, threshold)), truth);
      if (iou > best) [best, found] = [iou, threshold];
    }
    if (found === undefined || best - before < WORTH_A_DRAG) {
      best = before;
      continue;
    }
    const slider = page.getByRole('slider', { name: `Threshold of ${names.get(label)!}`, exact: true });
    const box = (await slider.boundingBox())!;
    const at = (value: number): number => box.x + THUMB + value * (box.width - 2 * THUMB);
    await page.mouse.move(at(own.get(label)!), box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(at(found), box.y + box.height / 2, { steps: 6 });
    await page.mouse.up();
    own.set(label, Number(await slider.inputValue()));
    best = foregroundIou(composed(detail, own), truth);
    drags += 1;
  }
  await page.waitForTimeout(500);
  return drags;
}

async function labelInHand(page: Page, names: ReadonlyMap<number, string>): Promise<number> {
  const text =
    (await page
      .locator('.row.active .name span')
      .textContent()
      .catch(() => '')) ?? '';
  return [...names].find(([, name]) => name === text.trim())?.[0] ?? BACKGROUND;
}

async function labelsOf(page: Page, id: number, thresholds: ReadonlyMap<number, number>): Promise<LabelMap> {
  const detail = await call<ImageDetail>(page, 'image.get', { id });
  const own = new Map(
    (detail.scores?.labels ?? []).map((label) => [label, detail.thresholds[label] ?? thresholds.get(label)!]),
  );
  return composed(detail, own, await call<Refined | null>(page, 'image.refined', { id }));
}

/** What is shown; along edges where that is given. */
function composed(
  { width, height, scores, human }: ImageDetail,
  thresholds: ReadonlyMap<number, number>,
  refined?: Refined | null,
): LabelMap {
  const decided = human
    ? new Uint8Array(inflateRawSync(Buffer.from(human, 'base64')))
    : new Uint8Array(width * height).fill(UNTOUCHED);
  const bytes = Buffer.from(scores?.values ?? '', 'base64');
  const sampler = new LabelSampler({
    ...{ width, height, voidHalfWidth: 0, decided },
    refined: refined ? new Uint8Array(inflateRawSync(Buffer.from(refined.labels, 'base64'))) : undefined,
    scores: scores && { ...scores, values: new Float32Array(new Uint8Array(bytes).buffer) },
    thresholds: (scores?.labels ?? []).map((label) => thresholds.get(label) ?? 1),
  });
  const data = Uint8Array.from({ length: width * height }, (_, i) =>
    sampler.at(i % width, Math.floor(i / width)),
  );
  return { width, height, data };
}

function truthOf(path: string): LabelMap {
  const file = join(voc, 'SegmentationClass', `${basename(path, '.jpg')}.png`);
  return readIndexMask(readFileSync(file), file);
}

async function call<T>(page: Page, route: string, input: unknown): Promise<T> {
  return page.evaluate(
    async ([name, body, known]) => {
      const headers = { 'x-camweave-seat': known };
      const response = await fetch(`api/${name}`, { method: 'POST', headers, body: JSON.stringify(body) });
      const result = (await response.json()) as { ok: boolean; value: unknown; error: unknown };
      if (!result.ok) throw new Error(JSON.stringify(result.error));
      return result.value;
    },
    [route, input, seat] as const,
  ) as Promise<T>;
}
