import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '@playwright/test';
import { Camweave, expectBrowser } from './Camweave.ts';
import { canvas, click, drag, onPage, ready } from './canvas.ts';

// What put wrong labels into a data set without a sound.
test.describe.configure({ mode: 'serial' });

let camweave: Camweave;
let page: Page;
test.beforeAll(async () => {
  expectBrowser();
  camweave = new Camweave();
  await camweave.makeProject(6, join(camweave.folder, 'photographs'));
  await camweave.start(camweave.project);
  page = await camweave.open();
  await ready(page);
});
test.afterAll(() => camweave?.remove());

const rows = () => page.getByRole('navigation', { name: 'Images' }).locator('.row');
const stateOf = (name: string) => rows().filter({ hasText: name }).locator('.state');
const open = async (name: string): Promise<void> => {
  await rows().filter({ hasText: name }).click();
  await expect(page.locator('header .path')).toHaveText(name);
  await ready(page);
};
const inHand = () => page.locator('.row.active .name');

test('the first stroke on a cat paints a cat', async () => {
  await expect(inHand()).toContainText('person');
  await open('cat.jpg');
  await expect(inHand()).toContainText('cat');
  await page.keyboard.press('b');
  await drag(page, [40, 40], [60, 40]);
  await expect(stateOf('cat.jpg')).toHaveText('edited');
  await page.keyboard.press('Control+z');
  await expect(stateOf('cat.jpg')).toHaveText('proposed');
});

test('a class that was painted and not tagged has a row, and a tag that is said and taken back', async () => {
  await page.keyboard.press('3');
  await drag(page, [40, 40], [60, 40]);
  await expect(page.getByText('bird is a tag of this image now')).toBeVisible();
  await expect(page.getByRole('switch', { name: 'bird is in this image' })).toBeChecked();
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('switch', { name: 'bird is in this image' })).not.toBeChecked();
});

test('Enter and Backspace belong to a polygon that is being drawn', async () => {
  await page.keyboard.press('p');
  for (const [x, y] of [
    [50, 50],
    [90, 50],
  ] as const)
    await click(page, x, y);
  await page.keyboard.press('Enter');
  for (let i = 0; i < 5; i++) await page.keyboard.press('Backspace');
  await page.keyboard.press('Enter');
  await page.waitForTimeout(400);
  await expect(page.locator('.row[aria-current] .name')).toHaveText('cat.jpg');
  await expect(stateOf('cat.jpg')).toHaveText('proposed');
  await page.keyboard.press('Escape');
});

test('a decision is said, and taken back by one key, on the image that it was made on', async () => {
  await page.keyboard.press('Enter');
  await expect(page.getByText('Accepted cat', { exact: true })).toBeVisible();
  await expect(stateOf('cat.jpg')).toHaveText('accepted');
  await expect(page.locator('.row[aria-current] .name')).toHaveText('coffee.jpg');
  await page.keyboard.press('Control+z');
  await expect(page.locator('.row[aria-current] .name')).toHaveText('cat.jpg');
  await expect(stateOf('cat.jpg')).toHaveText('proposed');
});

test('keys go to the desk after a slider or a choice was used with the pointer', async () => {
  await page.getByRole('slider', { name: 'Threshold of cat' }).click({ position: { x: 60, y: 6 } });
  await page.getByLabel('Canvas colours').selectOption('colour-blind');
  await page.getByLabel('Canvas colours').selectOption('voc');
  await page.keyboard.press('e');
  await expect(page.getByRole('button', { name: 'Eraser' })).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('b');
});

test('accepting stays within what the list shows', async () => {
  await page.getByRole('searchbox', { name: 'Filter by name' }).fill('ca');
  await open('cameraman.jpg');
  await page.keyboard.press('Enter');
  // An image that is still being opened is not accepted.
  await expect(page.locator('header .path')).toHaveText('cat.jpg');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Nothing that the list shows waits')).toBeVisible();
  const { x, y } = await onPage(page, 20, 20);
  await page.mouse.move(x, y);
  await expect(canvas(page)).toBeVisible();
  await expect(page.locator('.row[aria-current] .name')).toHaveText('cat.jpg');
});
