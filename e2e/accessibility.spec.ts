import type { Page } from '@playwright/test';
import { expect, test } from '@playwright/test';
import { Camweave, expectBrowser } from './Camweave.ts';
import { canvas, click, pixelsOf, ready } from './canvas.ts';
import { expectAccessible } from './expectAccessible.ts';

test.describe.configure({ mode: 'serial' });

let camweave: Camweave;
let page: Page;
test.beforeAll(async () => {
  expectBrowser();
  camweave = new Camweave();
  await camweave.makeProject(1);
  await camweave.start();
  page = await camweave.open();
});
test.afterAll(() => camweave?.remove());

test('the start page', async () => {
  await expect(page.getByText('Proposes 20 classes')).toBeVisible();
  await expectAccessible(page, camweave);
  // The window has the system's dialogs in place of this one.
  if (camweave.inWindow) return;
  await page.getByRole('button', { name: 'Browse …' }).first().click();
  await expect(page.getByRole('dialog', { name: 'Choose a folder' })).toBeVisible();
  await expectAccessible(page, camweave);
  await page.keyboard.press('Escape');
});

test('the desk', async () => {
  if (!camweave.inWindow) {
    await page.getByRole('button', { name: 'Open a project file' }).click();
    await expect(page.getByRole('dialog', { name: 'Choose a project' })).toBeVisible();
    await page.keyboard.press('Escape');
  }
  await camweave.stop();
  await camweave.start(camweave.project);
  if (camweave.inWindow) page = await camweave.open();
  else await page.reload();
  await ready(page);
  await expectAccessible(page, camweave);
  await page.keyboard.press('w');
  await page.getByText('Proposal settings').click();
  await page.getByText('Other classes').click();
  await expectAccessible(page, camweave);
  await page.keyboard.press('w');
  await page.keyboard.press('s');
  await click(page, 110, 300);
  await expect(page.getByText('Backspace takes the last click back')).toBeVisible();
  await expectAccessible(page, camweave);
  await page.keyboard.press('Escape');
});

test('the canvas has the colour of the look around the photograph', async () => {
  for (const colorScheme of ['light', 'dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    const colour = (): Promise<string> =>
      page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--canvas').trim());
    await expect.poll(colour).toBe(colorScheme === 'light' ? '#dedfe2' : '#17181b');
    const { data } = await pixelsOf(page);
    expect(`#${Buffer.from(data.subarray(0, 3)).toString('hex')}`).toBe(await colour());
  }
});

test.describe('the dialogs', () => {
  for (const [name, key] of [
    ['Export a data set', 'Control+e'],
    ['Find an action', 'Control+k'],
    ['Keys', '?'],
    ['Classes', 'Control+l'],
  ] as const) {
    test(name, async () => {
      await page.keyboard.press(key);
      await expect(page.getByRole('dialog', { name })).toBeVisible();
      await expectAccessible(page, camweave);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog', { name })).toHaveCount(0);
    });
  }
});

test('the class dialog, and an export\u2019s report', async () => {
  await page.getByRole('button', { name: 'Add a class' }).click();
  await expect(page.getByRole('dialog', { name: 'Add a class' })).toBeVisible();
  await expectAccessible(page, camweave);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+e');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Export/ })
    .click();
  await expect(page.getByText('exported and read back')).toBeVisible();
  await expectAccessible(page, camweave);
  await page.keyboard.press('Escape');
});

test('the desk while another tab works', async () => {
  test.skip(camweave.inWindow, 'there is one window');
  const other = await camweave.open();
  await expect(page.getByRole('alertdialog')).toBeVisible();
  await expectAccessible(page, camweave);
  await other.close();
  await page.getByRole('button', { name: 'Use it here' }).click();
  await expect(page.getByRole('alertdialog')).toHaveCount(0);
});

test('the desk is used by keyboard alone', async () => {
  await page.locator('body').focus();
  await page.keyboard.press('?');
  await page.keyboard.press('Escape');
  const focused = async (): Promise<string> =>
    page.evaluate(
      () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '',
    );
  const seen = new Set<string>();
  for (let i = 0; i < 220; i++) {
    await page.keyboard.press('Tab');
    seen.add((await focused()).trim());
  }
  for (const control of ['Export', 'Accept', 'Brush', 'Labels', 'Threshold of person', 'Propose this image'])
    expect(
      [...seen].some((name) => name.includes(control)),
      control,
    ).toBe(true);
});

test('fits a small window: nothing covers the classes', async () => {
  test.skip(camweave.inWindow, 'a window has its own size');
  await page.setViewportSize({ width: 1024, height: 700 });
  const photo = (await canvas(page).boundingBox())!;
  const panel = (await page.getByRole('complementary').boundingBox())!;
  expect(photo.x + photo.width).toBeLessThanOrEqual(panel.x + 1);
  expect(panel.x + panel.width).toBeLessThanOrEqual(1024);
  await expect.poll(async () => (await pixelsOf(page)).width).toBe(Math.round(photo.width));
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1024);
  expect(
    await page
      .getByRole('complementary')
      .evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth),
  ).toBe(0);
});
