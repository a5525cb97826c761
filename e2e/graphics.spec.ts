import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { scoredProject } from '../testing/scoredProject.ts';
import { Camweave, expectBrowser } from './Camweave.ts';
import { canvas, difference, drag, pixelsOf, ready } from './canvas.ts';

let camweave: Camweave;
let project: string;
test.beforeEach(() => {
  expectBrowser();
  camweave = new Camweave();
  project = join(camweave.folder, 'test.camweave');
  scoredProject(camweave.folder, ['plain.png']).close();
});
test.afterEach(() => camweave?.remove());

test('an image that the graphics driver has taken away is shown again, with what was painted', async () => {
  await camweave.start(project);
  const page = await camweave.open();
  await ready(page);
  await page.keyboard.press('b');
  await page.keyboard.press('2');
  await drag(page, [2, 2], [4, 3]);
  await page.mouse.move(700, 5);
  const before = await pixelsOf(page);
  await canvas(page).evaluate((element: HTMLCanvasElement) => {
    const driver = element.getContext('webgl2')!.getExtension('WEBGL_lose_context')!;
    Object.assign(globalThis, { driver });
    driver.loseContext();
  });
  await expect(page.getByText('The graphics driver has taken the image away')).toBeVisible();
  await page.evaluate(() =>
    (globalThis as unknown as { driver: WEBGL_lose_context }).driver.restoreContext(),
  );
  await expect(page.getByText('The graphics driver has taken the image away')).toHaveCount(0);
  await expect.poll(async () => difference(before, await pixelsOf(page))).toBe(0);
});

test('where there is no WebGL at all the page says so, and what to do', async () => {
  if (camweave.inWindow) await camweave.start(project, '--disable-gpu', '--disable-software-rasterizer');
  else await camweave.start(project);
  const page = await camweave.open();
  if (!camweave.inWindow) {
    await page.addInitScript(() => (HTMLCanvasElement.prototype.getContext = () => null));
    await page.reload();
  }
  await expect(page.getByRole('alert')).toContainText('The image cannot be shown');
  await expect(page.getByRole('alert')).toContainText(
    camweave.inWindow ? '--use-angle=swiftshader' : 'Switch on graphics acceleration',
  );
  // The rest of the desk works.
  await expect(page.getByRole('button', { name: 'Accept', exact: true })).toBeEnabled();
  await page.keyboard.press('Enter');
  await expect(page.getByText('1 of 1 accepted')).toBeVisible();
});
