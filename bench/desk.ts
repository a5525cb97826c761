import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { chromium } from '@playwright/test';
import { messages } from '../src/renderer/messages/messages.ts';
import { startCamweaveWith } from '../testing/runCamweave.ts';
import { clickLatency, projectToClick } from './clicks.ts';
import { refining, restToRefined } from './edges.ts';
import { installFrameWork, percentile } from './frames.ts';
import { galleryOfMany, projectToReview } from './gallery.ts';
import { projectOfMany, projectOfSizes } from './generatedProject.ts';
import { learning, whileTraining } from './learning.ts';
import { redrawing } from './redraw.ts';
import { acknowledgedStrokes } from './strokes.ts';

/** One line of the report: what was measured, what came out, and what docs/design.md allows. */
export interface Measured {
  what: string;
  result: string;
  budget: string;
}

const FRAMES = 120;
const MANY = 100_000;
/** None comes with the application; whoever has one names it. */
const CLICKS_PACK = process.env['CLICKS_PACK'];

/** Measures the desk in a real Chromium, served by `camweave serve`. */
export async function benchDesk(): Promise<Measured[]> {
  const folder = mkdtempSync(join(tmpdir(), 'camweave-bench-'));
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: [
      ...['--no-sandbox', '--disable-background-networking', '--js-flags=--expose-gc'],
      ...['--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
    ],
  });
  try {
    const small: [number, number][] = Array.from({ length: 12 }, () => [500, 375]);
    const sizes = await projectOfSizes(folder, [[4096, 4096], [6000, 4000], ...small, [1600, 1200]]);
    return [
      ...(await refining()),
      ...(await learning()),
      ...(await served(folder, sizes, async (link) => [
        ...(await acknowledgedStrokes(link)),
        ...(await threshold(browser, link)),
        ...(await edges(browser, link)),
        ...(await brush(browser, link)),
        ...(await brush(browser, link, 'Smart brush', 'Shift+B')),
        ...(
          await whileTraining(async () => [
            ...(await threshold(browser, link)),
            ...(await brush(browser, link)),
          ])
        ).map(({ what, ...rest }) => ({ what: `while a head is trained: ${what}`, ...rest })),
        ...(await nextImage(browser, link)),
        ...(await memory(browser, link)),
        ...(await redrawing(browser, link, '1600x1200')),
      ])),
      ...(await served(folder, await projectToClick(folder), (link) => clicks(browser, link))),
      ...(CLICKS_PACK === undefined
        ? []
        : await served(folder, await projectToClick(folder, CLICKS_PACK), (link) => clicks(browser, link))),
      ...(await served(folder, await projectOfMany(folder, MANY), (link) => manyImages(browser, link))),
      ...(await served(folder, await projectToReview(join(folder, 'review'), MANY), (link) =>
        galleryOfMany(browser, link),
      )),
    ];
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function served<T>(folder: string, project: string, work: (link: string) => Promise<T>): Promise<T> {
  const server = startCamweaveWith({ CAMWEAVE_HOME: join(folder, 'home') }, 'serve', project);
  const link = await new Promise<string>((resolve, reject) => {
    server.child.stdout?.once('data', (chunk: Buffer) => resolve(chunk.toString().trim()));
    void server.outcome.then(({ stderr }) => reject(new Error(stderr)));
  });
  try {
    return await work(link);
  } finally {
    server.child.kill('SIGINT');
    await server.outcome;
  }
}

async function openDesk(browser: Browser, link: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.addInitScript(installFrameWork);
  await page.goto(link);
  await page.locator('canvas[data-ready]').waitFor({ timeout: 60_000 });
  return page;
}

async function threshold(browser: Browser, link: string): Promise<Measured[]> {
  const page = await openDesk(browser, link);
  const work = await page.evaluate((frames) => {
    const slider = document.querySelector<HTMLInputElement>('input[aria-label="Threshold of one"]')!;
    return frameWork(
      Array.from({ length: frames }, (_, i) => () => {
        slider.valueAsNumber = 0.3 + 0.5 * Math.abs(Math.sin(i / 20));
        slider.dispatchEvent(new Event('input', { bubbles: true }));
      }),
    );
  }, FRAMES);
  await page.close();
  return [line('threshold drag, 4096 x 4096, 3 classes: script per frame', work, 'p95 <= 4 ms')];
}

async function edges(browser: Browser, link: string): Promise<Measured[]> {
  const page = await openDesk(browser, link);
  await page.locator('nav .row').nth(4).click();
  await page.waitForTimeout(1500);
  const times = await restToRefined(page);
  await page.close();
  return [
    line(
      'last move of a threshold to labels along edges, 500 x 375, the 200 ms of rest included',
      times,
      '-',
    ),
  ];
}

async function clicks(browser: Browser, link: string): Promise<Measured[]> {
  const page = await openDesk(browser, link);
  const lines = await clickLatency(page);
  await page.close();
  return lines;
}

async function brush(browser: Browser, link: string, tool = 'Brush', key = 'b'): Promise<Measured[]> {
  const page = await openDesk(browser, link);
  await page.keyboard.press(key);
  await page.getByRole('button', { name: tool, exact: true }).waitFor();
  await page.getByText(messages.readingPhotograph).waitFor({ state: 'detached', timeout: 60_000 });
  await page.keyboard.press('1');
  // A radius of 50 image pixels.
  await page.getByRole('slider', { name: 'Brush size' }).fill(String(Math.log2(50).toFixed(1)));
  const sent = page.waitForRequest((request) => request.url().endsWith('/api/stroke.add'), {
    // On a slow machine without a GPU its frames take a while.
    timeout: 180_000,
  });
  const work = await page.evaluate((frames) => {
    const canvas = document.querySelector('canvas')!;
    const box = canvas.getBoundingClientRect();
    const at = (type: string, i: number): void => {
      const angle = i / 12;
      const x = box.left + box.width * (0.5 + 0.2 * Math.cos(angle));
      const y = box.top + box.height * (0.5 + 0.2 * Math.sin(angle));
      const options = { clientX: x, clientY: y, button: 0, pointerId: 1, bubbles: true };
      canvas.dispatchEvent(new PointerEvent(type, options));
    };
    return frameWork([
      () => at('pointerdown', 0),
      ...Array.from({ length: frames }, (_, i) => () => at('pointermove', i + 1)),
      () => at('pointerup', frames),
    ]);
  }, FRAMES);
  const stroke = (await sent).postDataJSON() as { width: number; height: number };
  const size = (await sent).postData()!.length;
  await page.close();
  const finishing = work.at(-1)!;
  return [
    line(`${tool.toLowerCase()}, radius 50, 4096 x 4096: script per frame`, work.slice(0, -1), 'p95 <= 8 ms'),
    {
      what: 'end of that stroke: script in its frame',
      result: `${finishing.toFixed(1)} ms; rectangle ${stroke.width} x ${stroke.height}, ${(size / 1024).toFixed(0)} kB sent`,
      budget: 'proportional to its rectangle',
    },
  ];
}

async function nextImage(browser: Browser, link: string): Promise<Measured[]> {
  const page = await openDesk(browser, link);
  const rows = page.locator('nav .row');
  await rows.nth(2).click();
  await page.waitForTimeout(1000);
  const time = (key: string): Promise<number> =>
    page.evaluate(async (pressed) => {
      const canvas = document.querySelector('canvas')!;
      const before = canvas.dataset['ready'];
      const started = performance.now();
      window.dispatchEvent(new KeyboardEvent('keydown', { key: pressed, bubbles: true }));
      while (canvas.dataset['ready'] === before || canvas.dataset['ready'] === undefined)
        await new Promise((resolve) => requestAnimationFrame(resolve));
      await new Promise((resolve) => requestAnimationFrame(resolve));
      return performance.now() - started;
    }, key);
  const [cached, uncached]: [number[], number[]] = [[], []];
  for (let i = 0; i < 5; i++) {
    cached.push(await time('d'));
    await page.waitForTimeout(700);
  }
  // Backwards nothing is fetched ahead.
  for (let i = 0; i < 5; i++) {
    uncached.push(await time('a'));
    await page.waitForTimeout(700);
  }
  await page.close();
  return [
    line('next image of 500 x 375, cached: to first paint', cached, '<= 100 ms'),
    line('the same, not cached', uncached, '-'),
  ];
}

async function memory(browser: Browser, link: string): Promise<Measured[]> {
  const page = await openDesk(browser, link);
  await page.locator('nav .row').nth(1).click();
  await page.locator('canvas[data-ready="2"]').waitFor({ timeout: 60_000 });
  await page.keyboard.press('b');
  const box = (await page.locator('canvas').boundingBox())!;
  await page.mouse.move(box.x + 200, box.y + 300);
  await page.mouse.down();
  await page.mouse.move(box.x + 500, box.y + 400, { steps: 30 });
  await page.mouse.up();
  await page.waitForTimeout(2000);
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const renderers = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => residentMemory(id));
  const largest = renderers.sort((a, b) => b.now - a.now)[0]!;
  await page.close();
  const result = `${Math.round(largest.now)} MB resident, peak ${Math.round(largest.peak)} MB`;
  return [{ what: 'renderer, 24-megapixel image painted in', result, budget: '<= 500 MB' }];
}

function residentMemory(pid: number): { now: number; peak: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const of = (name: string): number => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)![1]) / 1024;
  return { now: of('VmRSS'), peak: of('VmHWM') };
}

async function manyImages(browser: Browser, link: string): Promise<Measured[]> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.addInitScript(installFrameWork);
  const started = performance.now();
  await page.goto(link);
  await page.locator('nav .row').first().waitFor({ timeout: 60_000 });
  const interactive = performance.now() - started;
  await page.locator('canvas[data-ready]').waitFor({ timeout: 60_000 });
  const work = await page.evaluate((frames) => {
    const row = document.querySelector('nav .row')!;
    let scroller: Element = row;
    while (
      scroller.scrollHeight <= scroller.clientHeight ||
      getComputedStyle(scroller).overflowY === 'visible'
    )
      scroller = scroller.parentElement!;
    return frameWork(
      Array.from({ length: frames }, (_, i) => () => {
        // A fast flick, then a jump far down.
        scroller.scrollTop += i % 30 === 29 ? 500_000 : 300;
        scroller.dispatchEvent(new Event('scroll'));
      }),
    );
  }, FRAMES);
  const filtered = await page.evaluate(() => {
    const input = document.querySelector<HTMLInputElement>('nav input[type="search"]')!;
    return frameWork(
      ['0', '09', '099', '0999'].map((text) => () => {
        input.value = text;
        input.dispatchEvent(new Event('input', { bubbles: true }));
      }),
    );
  });
  await page.close();
  return [
    { what: '100,000 images: list interactive', result: `${Math.round(interactive)} ms`, budget: '<= 2 s' },
    line('scrolling them: script per frame', work, '<= 16 ms'),
    line('filtering them by name: script per key', filtered, '-'),
  ];
}

function line(what: string, values: readonly number[], budget: string): Measured {
  const [half, most] = [percentile(values, 0.5), percentile(values, 0.95)];
  return { what, result: `p50 ${half.toFixed(1)} ms, p95 ${most.toFixed(1)} ms`, budget };
}
