import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { ClickAnswer } from '../src/shared/contract/clickRoutes.ts';
import { camweave } from '../testing/runCamweave.ts';
import type { Measured } from './desk.ts';
import { percentile } from './frames.ts';

const resources = join(import.meta.dirname, '..', 'resources');
/** The first two only get everything going. */
const WARM = 2;
const CLICKS = 30;
/** Time for what is made ahead of a first click. */
const AHEAD_MS = 5000;

/**
 * A project of the samples, of which some are proposed, so that clicks have scores and networks to go by.
 *
 * @param clicksPack folder of the click pack that it names, if any
 */
export async function projectToClick(folder: string, clicksPack?: string): Promise<string> {
  const project = join(folder, clicksPack === undefined ? 'clicks.camweave' : 'clicksWithPack.camweave');
  const pack = ['--pack', join(resources, 'packs', 'default'), '--provider', 'cpu'];
  if (clicksPack !== undefined) pack.push('--clicks-pack', clicksPack);
  const fast = ['--scales', '1', '--no-flip', '--limit', '3'];
  const samples = join(resources, 'samples');
  const { code, stderr } = await camweave('propose', samples, '--project', project, ...pack, ...fast);
  if (code !== 0) throw new Error(stderr);
  return project;
}

/**
 * From the release of the pointer to the frame that shows what the click has made, with the photograph read: on the open image the first
 * click of each correction and the second, and the first one on the next image.
 *
 * @param page with a project open that `projectToClick` made; what answers is the click pack that the project names, where it names one
 */
export async function clickLatency(page: Page): Promise<Measured[]> {
  const answered = page.waitForResponse((answer) => answer.url().endsWith('/api/click.correct'));
  await page.keyboard.press('s');
  await page.waitForTimeout(AHEAD_MS);
  const [first, second]: [number[], number[]] = [[], []];
  for (let i = 0; i < WARM + CLICKS; i++) {
    first.push(await timeOf(page, 0.2 + (0.6 * ((i * 7) % 30)) / 30, 0.3 + (0.5 * ((i * 11) % 30)) / 30));
    second.push(await timeOf(page, 0.3 + (0.5 * ((i * 13) % 30)) / 30, 0.5));
    await page.keyboard.press('Escape');
  }
  const result = (await (await answered).json()) as { value: ClickAnswer };
  const by = result.value.by === 'pack' ? 'with a click pack' : 'without a click pack';
  await page.keyboard.press('d');
  await page.waitForTimeout(AHEAD_MS);
  const next = await timeOf(page, 0.5, 0.5);
  await page.keyboard.press('Escape');
  const line = (what: string, times: readonly number[]): Measured => {
    const [half, most] = [percentile(times, 0.5), percentile(times, 0.95)];
    return { what, result: `p50 ${half.toFixed(0)} ms, p95 ${most.toFixed(0)} ms`, budget: 'p95 <= 150 ms' };
  };
  return [
    line(`click to shown, 512 x 512, photograph ready, ${by}`, first.slice(WARM)),
    line('the second click of the same correction', second.slice(WARM)),
    { what: 'the first click on the next image', result: `${next.toFixed(0)} ms`, budget: '-' },
  ];
}

/** Clicks a place, as shares of the canvas, and waits until a frame with what came of it is drawn. */
async function timeOf(page: Page, across: number, down: number): Promise<number> {
  return page.evaluate(
    async ([x, y]) => {
      const frame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));
      const canvas = document.querySelector('canvas')!;
      const marks = (): number => document.querySelectorAll('g.click').length;
      const box = canvas.getBoundingClientRect();
      const at = { clientX: box.left + box.width * x, clientY: box.top + box.height * y };
      const options = { ...at, button: 0, pointerId: 1, bubbles: true };
      const before = marks();
      canvas.dispatchEvent(new PointerEvent('pointerdown', options));
      const started = performance.now();
      canvas.dispatchEvent(new PointerEvent('pointerup', options));
      while (marks() === before || document.querySelector('g.click.waiting')) await frame();
      await frame();
      return performance.now() - started;
    },
    [across, down] as const,
  );
}
