import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { basisWith, riskBasis } from '../src/main/review/judging/riskBasis.ts';
import { riskOf } from '../src/main/review/risk/RiskModel.ts';
import { RISK_WEIGHTS } from '../src/main/review/risk/riskWeights.ts';
import { ProjectFile } from '../src/main/project/ProjectFile.ts';
import { messages } from '../src/renderer/messages/messages.ts';
import { randomFloats, seededRandom } from '../testing/random.ts';
import { installFrameWork, percentile } from './frames.ts';
import type { Measured } from './desk.ts';
import { projectOfMany } from './generatedProject.ts';

const FRAMES = 120;
const GRID = 28;
const WIDTH = 500;
const HEIGHT = 375;

/** A project of very many proposed images, each with a risk that is what Camweave would keep for its scores; scores are made up, since only their number counts here. */
export async function projectToReview(folder: string, count: number): Promise<string> {
  const path = await projectOfMany(folder, count);
  const project = ProjectFile.open(path);
  const random = seededRandom(3);
  const { image: model } = RISK_WEIGHTS.alone;
  const root = project.meta.get('root')!;
  const photograph = readFileSync(join(root, project.images.after(0, 1)[0]!.path));
  const contentHash = createHash('sha256').update(photograph).digest('hex');
  project.transaction(() => {
    project.meta.set('edges', false);
    for (const image of project.images.all()) {
      const { id, tags } = image;
      project.images.setContent(id, { width: WIDTH, height: HEIGHT, contentHash });
      project.images.setState(id, 'proposed');
      const values = Float16Array.from(randomFloats(GRID * GRID, random));
      project.scores.put(id, {
        ...{ packHash: 'generated', parameterHash: 'generated', grid: GRID, labels: tags!, values },
      });
    }
    for (const image of project.images.all()) {
      const scores = Object.fromEntries(Object.keys(model.scores).map((id) => [id, random()]));
      const risk = riskOf(model, scores);
      const box = { xmin: 1, ymin: 1, xmax: WIDTH, ymax: HEIGHT };
      const own = { label: image.tags![0]!, risk, scores };
      const basis = basisWith(riskBasis(project, image, project.scores.get(image.id)), 'alone');
      project.risks.put(image.id, {
        ...{ basis, risk, scores },
        ...{ classes: [own], components: [{ ...own, box, area: 1000 }] },
      });
    }
  });
  project.close();
  return path;
}

/** The review room over very many images: until it can be used, scrolling, ordering, a threshold dragged over a page of tiles, and memory. */
export async function galleryOfMany(browser: Browser, link: string): Promise<Measured[]> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.addInitScript(installFrameWork);
  await page.goto(link);
  await page.locator('nav .row').first().waitFor({ timeout: 120_000 });
  await page.locator('canvas[data-ready]').waitFor({ timeout: 60_000 });
  const first = await untilUsable(page);
  const memory = await memoryOf(page);
  const back = page.getByRole('button', { name: messages.review.back });
  await back.click();
  const second = await untilUsable(page);
  await page.waitForLoadState('networkidle');
  const scrolled = await page.evaluate((frames) => {
    const scroller = document.querySelector('.scroller')!;
    return frameWork(
      Array.from({ length: frames }, (_, i) => () => {
        scroller.scrollTop += i % 30 === 29 ? 500_000 : 300;
        scroller.dispatchEvent(new Event('scroll'));
      }),
    );
  }, FRAMES);
  const ordered = await choose(page, messages.review.order, ['area', 'name', 'risk']);
  const filtered = await choose(page, messages.allTags, ['1', '2', 'all']);
  const { tiles, dragged } = await drag(page);
  await page.getByRole('button', { name: messages.review.clearFilters }).click();
  for (let i = 0; i < 3; i++) {
    await back.click();
    await untilUsable(page);
  }
  const after = await memoryOf(page);
  await page.close();
  return [
    {
      what: '100,000 images: gallery usable, by risk; opened again',
      result: `${Math.round(first)} ms; ${Math.round(second)} ms`,
      budget: '<= 1 s',
    },
    line('scrolling its tiles: script per frame', scrolled, 'p95 <= 16 ms'),
    line('another order of them: script', ordered, '-'),
    line('another filter of them: script', filtered, '-'),
    line(`threshold dragged over ${tiles} overlays: script per frame`, dragged, 'p95 <= 16 ms'),
    {
      what: 'memory of the page with them',
      result: `${memory} MB at first, ${after} MB at the end`,
      budget: '<= 500 MB',
    },
  ];
}

/** From the key that opens the gallery until the tiles on the screen are drawn in their order and a key has moved the focus, in milliseconds. */
async function untilUsable(page: Page): Promise<number> {
  const gallery = page.getByRole('group', { name: messages.review.gallery });
  const focused = gallery.locator('[aria-current="true"]');
  const started = performance.now();
  await page.keyboard.press('Shift+R');
  await gallery.and(page.locator('[aria-busy="false"]')).waitFor({ timeout: 120_000 });
  const before = await focused.getAttribute('aria-label');
  await page.keyboard.press('ArrowRight');
  await focused.and(page.locator(`:not([aria-label="${before}"])`)).waitFor();
  return performance.now() - started;
}

/** Of the heap of its scripts, once nothing is left that nobody uses, in MB. */
async function memoryOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return Math.round(usedSize / 2 ** 20);
}

async function choose(page: Page, name: string, values: readonly string[]): Promise<number[]> {
  const select = page.getByRole('combobox', { name, exact: true });
  return select.last().evaluate(
    (element, all) =>
      frameWork(
        all.map((value) => () => {
          (element as HTMLSelectElement).value = value;
          element.dispatchEvent(new Event('change', { bubbles: true }));
        }),
      ),
    values,
  );
}

/** Sixty tiles or more, each of which follows the threshold of a class that a third of them has. */
async function drag(page: Page): Promise<{ tiles: number; dragged: number[] }> {
  await page.getByRole('slider', { name: messages.review.size }).fill('120');
  await page.getByRole('combobox', { name: messages.allTags, exact: true }).last().selectOption('1');
  await page.getByRole('combobox', { name: messages.review.threshold }).selectOption('1');
  const slider = page.getByRole('slider', { name: messages.review.try });
  await slider.waitFor();
  await page.waitForLoadState('networkidle');
  const tiles = await page.locator('.tile').count();
  const dragged = await slider.evaluate(
    (element, frames) =>
      frameWork(
        Array.from({ length: frames }, (_, i) => () => {
          (element as HTMLInputElement).valueAsNumber = 0.3 + 0.5 * Math.abs(Math.sin(i / 20));
          element.dispatchEvent(new Event('input', { bubbles: true }));
        }),
      ),
    FRAMES,
  );
  return { tiles, dragged };
}

function line(what: string, values: readonly number[], budget: string): Measured {
  const [half, most] = [percentile(values, 0.5), percentile(values, 0.95)];
  return { what, result: `p50 ${half.toFixed(1)} ms, p95 ${most.toFixed(1)} ms`, budget };
}
