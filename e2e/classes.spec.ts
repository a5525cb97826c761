import type { Page } from '@playwright/test';
import { expect, test } from '@playwright/test';
import { Camweave, expectBrowser } from './Camweave.ts';
import { pixelsOf, ready } from './canvas.ts';

test.describe.configure({ mode: 'serial' });

let camweave: Camweave;
let page: Page;
test.beforeAll(async () => {
  expectBrowser();
  camweave = new Camweave();
  await camweave.makeProject(1);
  await camweave.start(camweave.project);
  page = await camweave.open();
  await ready(page);
});
test.afterAll(() => camweave?.remove());

const names = (): Promise<string[]> =>
  page
    .getByRole('dialog')
    .getByRole('textbox', { name: /^Name of/ })
    .evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value));

test('a class that is deleted is gone from the image, and Ctrl+Z brings it back', async () => {
  const canvasNow = async (): Promise<Buffer> => Buffer.from((await pixelsOf(page)).data);
  const before = await canvasNow();
  await page.keyboard.press('Control+l');
  await page.getByRole('button', { name: 'Delete person' }).click();
  await expect(page.getByText('1 image has person: tagged in 1, painted in 0.')).toBeVisible();
  // Escape leaves the question, and the list open.
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Delete person' })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.getByRole('radio', { name: 'void' }).check();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Deleted and merged (1)')).toBeVisible();
  expect(await names()).not.toContain('person');
  expect((await canvasNow()).equals(before)).toBe(false);
  await page.keyboard.press('Control+z');
  await expect(page.getByText('Deleted and merged (1)')).toHaveCount(0);
  expect(await names()).toContain('person');
  await expect.poll(async () => (await canvasNow()).equals(before)).toBe(true);
});

test('classes are moved by their arrows, which keep the focus, and by their handles', async () => {
  await page.getByRole('button', { name: 'Move bicycle up' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('bicycle is 1 of 20 now.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Move bicycle down' })).toBeFocused();
  const handle = (await page.getByTitle('Drag bird').boundingBox())!;
  const first = (await page.getByTitle('Drag bicycle').boundingBox())!;
  await page.mouse.move(handle.x + 8, handle.y + 8);
  await page.mouse.down();
  await page.mouse.move(first.x + 8, first.y + 2, { steps: 4 });
  await page.mouse.up();
  await expect(page.getByText('bird is 1 of 20 now.')).toBeVisible();
  expect((await names()).slice(0, 3)).toEqual(['bird', 'bicycle', 'aeroplane']);
});

test('a name that is taken is refused at its field, until it is mended', async () => {
  const field = page.getByRole('textbox', { name: 'Name of sofa' });
  await field.fill('Chair');
  await field.press('Enter');
  await expect(page.getByRole('alert')).toHaveText(/There is a class "chair" already/);
  await field.fill('couch');
  await expect(page.getByRole('dialog').getByRole('alert')).toHaveCount(0);
  await field.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Name of couch' })).toBeVisible();
});

test('a list is pasted, and says what it leaves out', async () => {
  await page.getByRole('button', { name: 'Paste a list' }).click();
  await page.keyboard.insertText('tree, #00aa00\nsky\nPerson\ntree');
  await expect(page.getByText('There already: Person. In the list twice: tree.')).toBeVisible();
  await page.getByRole('button', { name: 'Add 2 classes' }).click();
  await expect.poll(async () => (await names()).slice(-2)).toEqual(['tree', 'sky']);
  await expect(page.getByLabel('Colour of tree')).toHaveValue('#00aa00');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});
