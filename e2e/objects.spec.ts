import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '@playwright/test';
import { decode } from 'fast-png';
import { Camweave, expectBrowser } from './Camweave.ts';
import { canvas, click, drag, readInBrowser, ready } from './canvas.ts';

test.describe.configure({ mode: 'serial' });

let camweave: Camweave;
let page: Page;
let first: string;
test.beforeAll(async () => {
  expectBrowser();
  camweave = new Camweave();
  await camweave.makeProject(1);
  await camweave.start(camweave.project);
  page = await camweave.open();
  first = await ready(page);
});
test.afterAll(() => camweave?.remove());

/** Numbers on the canvas: one for each object. */
const numbers = () => page.locator('.frame svg text');

test('two things that touch are parted by a line, and exported as two objects', async () => {
  // Two blobs in the sky, each beside the other, of the second class.
  await page.keyboard.press('b');
  await page.keyboard.press('2');
  await drag(page, [60, 50], [85, 50]);
  await drag(page, [85, 50], [120, 50]);
  await page.keyboard.press('j');
  await expect(page.getByRole('button', { name: 'Objects', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await expect(numbers()).not.toHaveCount(0);
  const before = await numbers().count();
  await drag(page, [88, 10], [90, 50], [90, 100]);
  await expect(numbers()).toHaveCount(before + 1);
  await page.keyboard.press('Control+z');
  await expect(numbers()).toHaveCount(before);
  await page.keyboard.press('Control+Shift+Z');
  await expect(numbers()).toHaveCount(before + 1);

  await page.reload();
  await ready(page);
  await page.keyboard.press('j');
  await expect(numbers()).toHaveCount(before + 1);

  const name = await page.locator('.row[aria-current] .name').textContent();
  await page.keyboard.press('Enter');
  await expect(page.getByText('1 of 6 accepted')).toBeVisible();
  await page.keyboard.press('Control+e');
  const dialog = page.getByRole('dialog', { name: 'Export a data set' });
  const out = join(camweave.folder, 'out');
  await dialog.getByRole('textbox', { name: 'Folder' }).fill(out);
  await dialog.getByRole('button', { name: 'Export (1)' }).click();
  await expect(dialog.getByText('1 image exported and read back')).toBeVisible();
  await dialog.getByRole('button', { name: 'Close' }).last().click();

  const file = (folder: string) =>
    readFileSync(join(out, 'VOCdevkit', 'VOC2012', folder, name!.replace('.jpg', '.png')));
  const [classes, objects] = [decode(file('SegmentationClass')), decode(file('SegmentationObject'))];
  const at = (x: number, y: number) => y * classes.width + x;
  const [left, right] = [at(70, 50), at(110, 50)];
  expect(classes.data[left]).toBe(classes.data[right]);
  expect(objects.data[left]).not.toBe(objects.data[right]);
  expect(new Set(objects.data.filter((value) => value !== 0 && value !== 255)).size).toBe(before + 1);
  // Another reader than Camweave's own sees as many colours beside those of background and void.
  const { data, channels } = await readInBrowser(page, file('SegmentationObject'));
  const colours = new Set<string>();
  for (let i = 0; i < data.length; i += channels) colours.add(data.subarray(i, i + 3).join());
  for (const other of ['0,0,0', '224,224,192']) colours.delete(other);
  expect(colours.size).toBe(before + 1);
});

test('on an image that is decided objects are shown and not changed', async () => {
  await page.keyboard.press('a');
  await expect(canvas(page)).toHaveAttribute('data-ready', first);
  await page.keyboard.press('j');
  await expect(numbers()).not.toHaveCount(0);
  const count = await numbers().count();
  await click(page, 70, 50);
  await expect(page.getByText('This image is decided. Reopen it to paint.')).toBeVisible();
  await expect(numbers()).toHaveCount(count);
});
