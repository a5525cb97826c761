import type { Browser, Page } from '@playwright/test';
import type { Measured } from './desk.ts';
import { installFrameWork } from './frames.ts';

const MOVES = 200;
const STEPS = 100;

/**
 * What drawing costs where there is no GPU: processor time of the browser's GPU process, which then draws in software, for
 * strokes of a brush, for a brush that only moves, and for a threshold that is dragged; one step per frame.
 *
 * @param name of the photograph, which is opened in a window of 1440 x 900
 */
export async function redrawing(browser: Browser, link: string, name: string): Promise<Measured[]> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.addInitScript(installFrameWork);
  await page.goto(link);
  await page.locator('nav input[type="search"]').fill(name);
  await page.locator('nav .row', { hasText: name }).click();
  await page.waitForFunction((text) => document.title.includes(text), name);
  await page.locator('canvas[data-ready]').waitFor({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Brush', exact: true }).click();
  await page.getByRole('slider', { name: 'Brush size' }).fill(String(Math.log2(24).toFixed(1)));
  const lines = [
    await spent(browser, page, `painting over ${MOVES} frames`, () => moves(page, true)),
    await spent(browser, page, `moving a brush over ${MOVES} frames`, () => moves(page, false)),
    await spent(browser, page, `dragging a threshold over ${STEPS} frames`, () => drag(page)),
  ];
  await page.close();
  return lines;
}

async function spent(
  browser: Browser,
  page: Page,
  what: string,
  work: () => Promise<unknown>,
): Promise<Measured> {
  await page.waitForTimeout(1500);
  const before = await gpuSeconds(browser);
  await work();
  await page.waitForTimeout(500);
  const seconds = (await gpuSeconds(browser)) - before;
  return { what: `${what}: processor time of drawing`, result: `${seconds.toFixed(2)} s`, budget: '-' };
}

/** Processor time of the GPU process since it started, of all its threads, user and system. */
async function gpuSeconds(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return processInfo.find(({ type }) => type.toLowerCase().includes('gpu'))!.cpuTime;
}

/** Moves the pointer in circles over the image, a step per frame. */
function moves(page: Page, painting: boolean): Promise<number[]> {
  return page.evaluate(
    ([count, held]) => {
      const canvas = document.querySelector('canvas')!;
      const box = canvas.getBoundingClientRect();
      const at = (type: string, i: number): void => {
        const x = box.left + box.width * (0.5 + 0.2 * Math.cos(i / 12));
        const y = box.top + box.height * (0.5 + 0.2 * Math.sin(i / 12));
        canvas.dispatchEvent(new PointerEvent(type, { clientX: x, clientY: y, pointerId: 1, bubbles: true }));
      };
      if (held) at('pointerdown', 0);
      const steps = Array.from({ length: count }, (_, i) => () => at('pointermove', i + 1));
      return frameWork([...steps, () => held && at('pointerup', count)]);
    },
    [MOVES, painting] as const,
  );
}

function drag(page: Page): Promise<number[]> {
  return page.evaluate((count) => {
    const slider = document.querySelector<HTMLInputElement>('input[aria-label="Threshold of one"]')!;
    return frameWork(
      Array.from({ length: count }, (_, i) => () => {
        slider.valueAsNumber = 0.3 + 0.5 * Math.abs(Math.sin(i / 20));
        slider.dispatchEvent(new Event('input', { bubbles: true }));
      }),
    );
  }, STEPS);
}
