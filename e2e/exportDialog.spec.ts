import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { Camweave, expectBrowser } from './Camweave.ts';
import { ready } from './canvas.ts';

let camweave: Camweave;
test.beforeAll(async () => {
  expectBrowser();
  camweave = new Camweave();
  await camweave.makeProject(1);
  await camweave.start(camweave.project);
});
test.afterAll(() => camweave?.remove());

test('a folder is named once the format is known, whose name it has until then', async () => {
  test.skip(camweave.inWindow, 'no calls can be held back there');
  const page = await camweave.open();
  await ready(page);
  let answer = (): void => undefined;
  const held = new Promise<void>((resolve) => (answer = resolve));
  await page.route('**/api/export.formats', async (route) => {
    await held;
    await route.continue();
  });
  await page.keyboard.press('Control+e');
  const folder = page.getByRole('dialog').getByRole('textbox', { name: 'Folder' });
  await expect(folder).toBeDisabled();
  answer();
  await expect(folder).toHaveValue(/-voc$/);
  await folder.fill('/elsewhere');
  await expect(folder).toHaveValue('/elsewhere');
});

test('COCO is exported with other classes and parts, which the dialog says before, and the report after', async () => {
  const page = await camweave.open();
  await ready(page);
  // The others are proposed meanwhile, so that only what is accepted can be counted.
  await page.keyboard.press('Enter');
  await expect(page.getByText(/1 of \d+ accepted/)).toBeVisible();
  await page.keyboard.press('Control+e');
  const dialog = page.getByRole('dialog', { name: 'Export a data set' });
  await dialog.getByRole('combobox', { name: 'Format' }).selectOption('coco');
  const plan = dialog.getByRole('region', { name: 'What will be written' });
  await expect(plan).toContainText('objects as run lengths');
  await expect(plan).toContainText('COCO has no void');
  await dialog.getByRole('combobox', { name: 'Segmentation' }).selectOption('polygons');
  await expect(plan).toContainText('objects as polygons');
  await dialog.getByRole('spinbutton', { name: 'Validation' }).fill('0.1');
  await dialog.getByRole('spinbutton', { name: 'Test' }).fill('1');
  await page.keyboard.press('Tab');
  await expect(dialog.getByText('add up to more than 1')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Export (1)' })).toBeDisabled();
  await dialog.getByRole('spinbutton', { name: 'Validation' }).fill('0');
  await page.keyboard.press('Tab');
  await expect(dialog.getByText('add up to more than 1')).toBeHidden();
  await expect(plan).toContainText('1 image: 0 train, 0 val, 1 test');
  await dialog.getByText('Classes', { exact: false }).first().click();
  await dialog.getByRole('textbox', { name: 'Name of dog in the data set' }).fill('hound');
  await dialog.getByText('Photographs and more').click();
  await dialog.getByRole('combobox', { name: 'Photographs' }).selectOption('leave');
  await expect(plan).not.toContainText('images/ID.jpg');
  const out = join(camweave.folder, 'coco');
  await dialog.getByRole('textbox', { name: 'Folder' }).fill(out);
  await dialog.getByRole('button', { name: 'Export (1)' }).click();
  await expect(dialog.getByRole('status')).toContainText('1 image exported and read back');
  await expect(dialog).toContainText('decoded and compared pixel for pixel');
  const written = JSON.parse(readFileSync(join(out, 'annotations', 'instances_test.json'), 'utf8')) as {
    categories: { id: number; name: string }[];
    images: { file_name: string }[];
  };
  expect(written.categories).toContainEqual({ id: 1012, name: 'hound', supercategory: '' });
  expect(written.images).toHaveLength(1);
  expect(existsSync(join(out, 'images'))).toBe(false);
  await dialog.getByRole('button', { name: 'Close' }).first().click();
});
