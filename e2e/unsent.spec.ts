import type { Page } from '@playwright/test';
import { expect, test } from '@playwright/test';
import { Camweave, expectBrowser } from './Camweave.ts';
import { difference, drag, pixelsOf, ready } from './canvas.ts';

test.describe.configure({ mode: 'serial' });

let camweave: Camweave;
test.beforeAll(async () => {
  expectBrowser();
  camweave = new Camweave();
  await camweave.makeProject(1);
  await camweave.start(camweave.project);
});
test.afterAll(() => camweave?.remove());

/** Ends the server, paints a line, and waits until the page has kept it. */
async function paintAlone(page: Page, y: number): Promise<void> {
  await ready(page);
  await page.keyboard.press('b');
  await camweave.stop('SIGKILL');
  await expect(page.getByRole('alert')).toContainText('No connection to Camweave');
  await drag(page, [60, y], [160, y]);
  await expect.poll(() => keptIn(page)).toBe(1);
}

/** How many calls the browser keeps. */
function keptIn(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('camweave');
        opening.onerror = () => reject(new Error('The database cannot be opened.'));
        opening.onsuccess = () => {
          const database = opening.result;
          const counting = database.transaction('unsent').objectStore('unsent').count();
          counting.onsuccess = () => {
            database.close();
            resolve(counting.result);
          };
        };
      }),
  );
}

test('a stroke that nobody answered for outlives the tab that it was made in', async () => {
  const first = await camweave.open();
  await paintAlone(first, 300);
  await first.mouse.move(700, 5);
  const painted = await pixelsOf(first);
  await first.close();
  await camweave.start(camweave.project);
  const second = await camweave.open();
  await expect(second.getByRole('status').first()).toContainText('One change that was not saved');
  await ready(second);
  await expect.poll(async () => difference(painted, await pixelsOf(second))).toBe(0);
  expect(await keptIn(second)).toBe(0);
  await second.close();
});

test('a server that was started again with another token gets the strokes of a page that gives it', async () => {
  const page = await camweave.open();
  await paintAlone(page, 200);
  camweave.token = 'another-token-of-the-tests';
  await camweave.start(camweave.project);
  await expect(page.getByRole('alert')).toContainText('started again with another token');
  await page.getByLabel('Link or token').fill(camweave.link);
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.getByRole('status').first()).toContainText('One change that was not saved');
  await ready(page);
  expect(await keptIn(page)).toBe(0);
  await page.close();
});

test('a server that was started again on another port is found by the pages of the one before', async () => {
  const page = await camweave.open();
  await paintAlone(page, 100);
  const before = camweave.port;
  camweave.port = 0;
  await camweave.start(camweave.project);
  expect(camweave.port).not.toBe(before);
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect.poll(() => keptIn(page)).toBe(0);
  await page.close();
});

test('a server that was started again without a project shows the start page, and its project gets the stroke there', async () => {
  const page = await camweave.open();
  await paintAlone(page, 150);
  await camweave.start();
  await expect(page.getByText('Another project is open in Camweave now, or none')).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(1);
  expect(await keptIn(page)).toBe(1);
  await page.getByRole('button', { name: /^e2e/ }).click();
  await expect(page.getByRole('status').first()).toContainText('One change that was not saved');
  await ready(page);
  await expect(page.getByRole('alert')).toHaveCount(0);
  expect(await keptIn(page)).toBe(0);
  await page.close();
});
