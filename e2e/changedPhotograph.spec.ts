import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '@playwright/test';
import { Camweave, expectBrowser } from './Camweave.ts';
import type { Pixels } from './canvas.ts';
import { canvas, difference, drag, onPage, pixelsOf, readInBrowser, ready } from './canvas.ts';

test.describe.configure({ mode: 'serial' });

const OTHER = join(import.meta.dirname, '../testing/images/plain.jpg');

let camweave: Camweave;
test.beforeAll(async () => {
  expectBrowser();
  camweave = new Camweave();
  await camweave.makeProject(2, camweave.photographs);
  await camweave.start(camweave.project);
});
test.afterAll(() => camweave?.remove());

test('a photograph that was replaced is told on the desk, is not painted on, and can be started anew', async () => {
  const page = await camweave.open();
  await ready(page);
  const path = await page.locator('.path').first().textContent();
  await page.keyboard.press('b');
  await drag(page, [60, 100], [160, 100]);
  await expect(page.locator('.row[aria-current] .state')).toHaveText('edited');
  copyFileSync(OTHER, join(camweave.photographs, path!));
  await page.keyboard.press('d');
  await ready(page);
  await page.keyboard.press('a');
  const notice = page.getByRole('alert');
  await expect(notice).toHaveCount(1);
  await expect(notice).toContainText('is no longer the photograph that was labelled: it is 12 x 8 now');
  await drag(page, [60, 200], [160, 200]);
  await expect(page.getByRole('status').first()).toContainText('it is not painted on');
  await expect(page.getByRole('button', { name: 'Accept', exact: true })).toBeDisabled();
  await expect(page.getByRole('button', { name: 'Keep the labels for this one' })).toBeDisabled();
  await page.getByRole('button', { name: 'Start anew …' }).click();
  await page.getByRole('button', { name: 'Start anew' }).click();
  await expect(notice).toHaveCount(0);
  await expect(page.locator('.row[aria-current] .state')).toHaveText('new');
  await ready(page);
  await page.mouse.move(700, 5);
  const before = await pixelsOf(page);
  expect(await colourAt(page, 6, 4)).toEqual(colourOf(await readInBrowser(page, readFileSync(OTHER)), 6, 4));
  await drag(page, [2, 4], [8, 4]);
  await expect(page.locator('.row[aria-current] .state')).toHaveText('edited');
  await page.mouse.move(700, 5);
  expect(difference(before, await pixelsOf(page))).toBeGreaterThan(1000);
});

test('a photograph that is put back is seen by the page that waits for it, and by one that is looked at again', async () => {
  const page = await camweave.open();
  const first = await ready(page);
  await page.keyboard.press('d');
  await expect(canvas(page)).not.toHaveAttribute('data-ready', first);
  await ready(page);
  const path = await page.locator('.path').first().textContent();
  const file = join(camweave.photographs, path!);
  copyFileSync(file, `${file}.before`);
  copyFileSync(OTHER, file);
  await page.evaluate(() => window.dispatchEvent(new FocusEvent('focus')));
  const notice = page.getByRole('alert');
  await expect(notice).toContainText('is no longer the photograph that was labelled');
  copyFileSync(`${file}.before`, file);
  await expect(notice).toHaveCount(0);
});

function colourOf({ data, width, channels }: Pixels, x: number, y: number): number[] {
  const at = (y * width + x) * channels;
  return [...data.subarray(at, at + 3)];
}

/** The colour of the canvas in the middle of an image pixel. */
async function colourAt(page: Page, x: number, y: number): Promise<number[]> {
  const [pixels, point, box] = await Promise.all([
    pixelsOf(page),
    onPage(page, x + 0.5, y + 0.5),
    canvas(page).boundingBox(),
  ]);
  return colourOf(pixels, Math.round(point.x - box!.x), Math.round(point.y - box!.y));
}
