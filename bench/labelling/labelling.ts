// Labels photographs with real pointer and key events until they are good enough, and counts the actions that it takes:
//   node bench/labelling/labelling.ts VOCDEVKIT [--images 12] [--iou 0.85]
// Of the first photographs of the list in ImageSets, those are taken that lie evenly spread between the worst and the best proposal.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { inflateRawSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { chromium } from '@playwright/test';
import { readIndexMask } from '../../src/main/image/mask/readIndexMask.ts';
import type { Point } from '../../src/renderer/editor/View.ts';
import type { ImageDetail, ImageSummary } from '../../src/shared/contract/imageRoutes.ts';
import type { ProjectSummary } from '../../src/shared/contract/projectRoutes.ts';
import { BACKGROUND, UNTOUCHED } from '../../src/shared/labels/labelCodes.ts';
import { LabelSampler } from '../../src/shared/labels/LabelSampler.ts';
import { camweave, startCamweaveWith } from '../../testing/runCamweave.ts';
import type { InHand, LabelMap, Work } from './oracle.ts';
import { foregroundIou, idealCorners, nextWork } from './oracle.ts';

/** Photographs that are proposed, and from which those are taken. */
const LOOKED_AT = 60;
const MOST_ACTIONS = 400;
/** A threshold is dragged where that is worth this much IoU. */
const WORTH_A_DRAG = 0.005;
const THUMB = 8;

const { values, positionals } = parseArgs({
  options: { images: { type: 'string', default: '12' }, iou: { type: 'string', default: '0.85' } },
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
  const count = Number(values.images);
  const taken = Array.from(
    { length: count },
    (_, i) => ranked[Math.floor(((i + 0.5) * ranked.length) / count)]!,
  );
  /** As the desk begins. */
  const hand: InHand = { tool: 'pan', label: BACKGROUND, radius: 12 };
  let [sum, cornersSum] = [0, 0];
  process.stdout.write(
    'photograph   classes  IoU before  after thresholds  at the end  actions  drags  strokes  (px)  polygons  ideal corners\n',
  );
  for (const { image, truth, iou } of taken) {
    const done = await label(page, image, truth, { thresholds, names, hand });
    const corners = idealCorners(truth, wanted);
    sum += done.actions;
    cornersSum += corners ?? 0;
    process.stdout.write(
      [
        basename(image.path, '.jpg').padEnd(12),
        String(image.tags?.length ?? 0).padStart(7),
        ...[iou, done.dragged, done.iou].map((value) => value.toFixed(3).padStart(12)),
        ...[
          done.actions,
          done.drags,
          done.strokes,
          Math.round(done.length),
          done.polygons,
          corners ?? '-',
        ].map((value) => String(value).padStart(9)),
      ].join(' ') + '\n',
    );
  }
  process.stdout.write(`all: ${sum} actions, ${cornersSum} corners of ideal polygons\n`);
}

interface Names {
  thresholds: ReadonlyMap<number, number>;
  names: ReadonlyMap<number, string>;
}

async function label(
  page: Page,
  { id, path }: ImageSummary,
  truth: LabelMap,
  { thresholds, names, hand }: Names & { hand: InHand },
): Promise<{
  actions: number;
  drags: number;
  strokes: number;
  /** Of all strokes together, in image pixels. */
  length: number;
  polygons: number;
  dragged: number;
  iou: number;
}> {
  await page.getByRole('searchbox', { name: 'Filter by name' }).fill(basename(path));
  await page.locator('nav .row').first().click();
  await page.locator(`canvas[data-ready="${id}"]`).waitFor();
  let actions = 0;
  const drags = await dragThresholds(page, { id, truth, thresholds, names });
  actions += drags;
  let labels = await labelsOf(page, id, thresholds);
  const dragged = foregroundIou(labels, truth);
  hand.label = await labelInHand(page, names);
  let [strokes, polygons, length] = [0, 0, 0];
  for (let iou = dragged; iou < wanted && actions < MOST_ACTIONS; iou = foregroundIou(labels, truth)) {
    const work = nextWork(labels, truth, hand);
    if (!work) break;
    actions += await doWork(page, work, { hand, names });
    if (work.tool === 'polygon') polygons += 1;
    else {
      strokes += 1;
      length += lengthOf(work.way);
    }
    await page.waitForTimeout(120);
    labels = await labelsOf(page, id, thresholds);
  }
  const iou = foregroundIou(labels, truth);
  await page.keyboard.press('Enter');
  await page.waitForTimeout(300);
  return { actions: actions + 1, drags, strokes, length, polygons, dragged, iou };
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

/** @returns how many actions it took */
async function doWork(
  page: Page,
  work: Work,
  { hand, names }: { hand: InHand; names: Names['names'] },
): Promise<number> {
  let actions = 0;
  const isErasing = work.tool === 'brush' && work.label === BACKGROUND;
  if (work.tool !== hand.tool) {
    await page.keyboard.press(work.tool === 'brush' ? 'b' : 'p');
    hand.tool = work.tool;
    actions += 1;
  }
  if (!isErasing && work.label !== hand.label) {
    await page
      .locator('aside .row .name', { hasText: names.get(work.label)! })
      .first()
      .click();
    hand.label = work.label;
    actions += 1;
  }
  if (work.tool === 'polygon') {
    for (const corner of work.corners) {
      const { x, y } = await onPage(page, corner);
      await page.mouse.click(x, y);
      await page.waitForTimeout(30);
    }
    await page.keyboard.press('Enter');
    return actions + work.corners.length + 1;
  }
  if (Math.abs(work.radius - hand.radius) > 0.5) {
    hand.radius = await setRadius(page, work.way[0]!, work.radius, hand.radius);
    actions += 1;
  }
  const points = await Promise.all(work.way.map((point) => onPage(page, point)));
  await page.mouse.move(points[0]!.x, points[0]!.y);
  await page.mouse.down({ button: isErasing ? 'right' : 'left' });
  for (const { x, y } of points.slice(1)) await page.mouse.move(x, y);
  await page.mouse.up({ button: isErasing ? 'right' : 'left' });
  return actions + 1;
}

/** Drags sideways with Alt, which makes the brush larger or smaller by as much. */
async function setRadius(page: Page, from: Point, radius: number, before: number): Promise<number> {
  const { x, y } = await onPage(page, from);
  const { x: edge } = await onPage(page, { x: from.x + radius - before, y: from.y });
  await page.keyboard.down('Alt');
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(edge, y, { steps: 3 });
  await page.mouse.up();
  await page.keyboard.up('Alt');
  return radius;
}

async function labelInHand(page: Page, names: ReadonlyMap<number, string>): Promise<number> {
  const text =
    (await page
      .locator('.row.active .name span')
      .textContent()
      .catch(() => '')) ?? '';
  return [...names].find(([, name]) => name === text.trim())?.[0] ?? BACKGROUND;
}

async function onPage(page: Page, { x, y }: Point): Promise<Point> {
  const canvas = page.locator('canvas');
  const [left, top, scale] = (await canvas.getAttribute('data-view'))!.split(' ').map(Number) as [
    number,
    number,
    number,
  ];
  const box = (await canvas.boundingBox())!;
  return { x: box.x + (x - left) * scale, y: box.y + (y - top) * scale };
}

async function labelsOf(page: Page, id: number, thresholds: ReadonlyMap<number, number>): Promise<LabelMap> {
  const detail = await call<ImageDetail>(page, 'image.get', { id });
  const own = new Map(
    (detail.scores?.labels ?? []).map((label) => [label, detail.thresholds[label] ?? thresholds.get(label)!]),
  );
  return composed(detail, own);
}

function composed(
  { width, height, scores, human }: ImageDetail,
  thresholds: ReadonlyMap<number, number>,
): LabelMap {
  const decided = human
    ? new Uint8Array(inflateRawSync(Buffer.from(human, 'base64')))
    : new Uint8Array(width * height).fill(UNTOUCHED);
  const bytes = Buffer.from(scores?.values ?? '', 'base64');
  const sampler = new LabelSampler({
    ...{ width, height, voidHalfWidth: 0, decided },
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

function lengthOf(way: readonly Point[]): number {
  return way.reduce(
    (sum, { x, y }, i) => sum + (i === 0 ? 0 : Math.hypot(x - way[i - 1]!.x, y - way[i - 1]!.y)),
    0,
  );
}
