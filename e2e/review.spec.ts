import type { Page } from '@playwright/test';
import { expect, test } from '@playwright/test';
import { decode } from 'fast-png';
import { Camweave, expectBrowser } from './Camweave.ts';
import { expectAccessible } from './expectAccessible.ts';
import { ready } from './canvas.ts';

test.describe.configure({ mode: 'serial' });

let camweave: Camweave;
let page: Page;
test.beforeAll(async () => {
  expectBrowser();
  camweave = new Camweave();
  await camweave.makeProject(6);
  await camweave.start(camweave.project);
  page = await camweave.open();
  await ready(page);
});
test.afterAll(() => camweave?.remove());

const gallery = () => page.getByRole('group', { name: 'Gallery' });
const tiles = () => gallery().getByRole('button');
const focused = () => gallery().locator('[aria-current="true"]');
const tileOf = (state: string) => gallery().getByRole('button', { name: new RegExp(`, ${state}`) });

/** A pixel in the middle of a tile, as the canvas has it. */
async function middleOf(tile: ReturnType<typeof tiles>): Promise<number[]> {
  const { x, y, width, height } = (await tile.boundingBox())!;
  const clip = { x: x + width / 2 - 20, y: y + height / 2 - 30, width: 40, height: 40 };
  const { data, channels } = decode(await page.screenshot({ clip }));
  const sums = [0, 0, 0];
  for (let i = 0; i < data.length; i += channels)
    for (let c = 0; c < 3; c++) sums[c]! += (data[i + c]! * channels) / data.length;
  return sums;
}

test('the gallery shows every image, with the likeliest to be wrong first once that is estimated', async () => {
  await page.keyboard.press('Shift+R');
  await expect(tiles()).toHaveCount(6);
  await expect(focused()).toHaveCount(1);
  await expect(tileOf('proposed').first()).toHaveAttribute('aria-label', /risk \d+/);
  const risks = (await tiles().evaluateAll((all) => all.map((tile) => tile.getAttribute('aria-label')!))).map(
    (label) => Number(/risk (\d+)/.exec(label)?.[1] ?? -1),
  );
  expect(risks).toEqual(risks.toSorted((a, b) => b - a));
  // Photographs with labels over them, not the empty canvas.
  await expect
    .poll(async () => {
      const [red, green, blue] = await middleOf(tiles().first());
      return Math.abs(red! - green!) + Math.abs(green! - blue!);
    })
    .toBeGreaterThan(6);
});

test('triage goes by keyboard alone: accept, reject, verdict, several at once, and back', async () => {
  await page.keyboard.press('Enter');
  await expect(tileOf('accepted')).toHaveCount(1);
  await page.keyboard.press('Backspace');
  await expect(tileOf('rejected')).toHaveCount(1);
  await page.keyboard.press('3');
  await expect(gallery().getByText('Flooding')).toHaveCount(1);
  await page.keyboard.press('3');
  await expect(gallery().getByText('Flooding')).toHaveCount(0);
  // Three that are left, as one deed.
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  await expect(page.getByText('3 chosen', { exact: false })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(tileOf('accepted')).toHaveCount(4);
  await page.keyboard.press('Control+z');
  await expect(tileOf('accepted')).toHaveCount(1);
  await page.keyboard.press('Control+Shift+z');
  await expect(tileOf('accepted')).toHaveCount(4);
  // The three, the verdict that came and went, the rejection and the first acceptance.
  for (let i = 0; i < 5; i++) await page.keyboard.press('Control+z');
  await expect(tileOf('rejected')).toHaveCount(0);
  await expect(tileOf('accepted')).toHaveCount(0);
});

test('a picture stays in sight where the pointer is', async () => {
  const tile = tiles().nth(2);
  const { x, y, width, height } = (await tile.boundingBox())!;
  const clip = { x: x + width / 2 - 20, y: y + height / 2 - 20, width: 40, height: 40 };
  await page.mouse.move(5, 5);
  const before = await page.screenshot({ clip });
  await tile.hover();
  expect(await page.screenshot({ clip })).toEqual(before);
});

test('a flag is pinned to a point, with a note, and is found by it', async () => {
  await page.keyboard.press('Home');
  await page.keyboard.press('f');
  const dialog = page.getByRole('dialog', { name: 'Flag for a second look' });
  await dialog.getByRole('textbox').fill('two horses?');
  await dialog.getByRole('button', { name: 'Click on the image' }).click({ position: { x: 40, y: 30 } });
  await dialog.getByRole('button', { name: 'Flag', exact: true }).click();
  await expect(page.getByRole('list', { name: 'Notes' })).toContainText('two horses?');
  await page.getByRole('combobox', { name: 'Any note or none' }).selectOption('flag');
  await expect(tiles()).toHaveCount(1);
  await page.getByRole('button', { name: 'Show all' }).click();
  await expect(tiles()).toHaveCount(6);
});

test('a threshold that is dragged moves every overlay, and is used or left', async () => {
  const choice = page.getByRole('combobox', { name: 'Threshold of a class' });
  await choice.selectOption({ label: 'person' });
  const slider = page.getByRole('slider', { name: 'Threshold tried on every image' });
  const person = gallery().getByRole('button', { name: /^2007_|jpg/ });
  await expect(person.first()).toBeVisible();
  const before = await page.screenshot({ clip: (await gallery().boundingBox())! });
  await slider.fill('0.05');
  await expect(page.getByText(/of their pixels each/)).toBeVisible();
  const during = await page.screenshot({ clip: (await gallery().boundingBox())! });
  expect(during.equals(before)).toBe(false);
  await page.getByRole('button', { name: 'Leave as it was' }).click();
  await slider.fill('0.9');
  await page.getByRole('button', { name: 'Use in the project' }).click();
  await expect(page.getByText('The project has 0.90.')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(page.getByText('The project has 0.90.')).toHaveCount(0);
  await choice.selectOption('');
});

test('Space opens the image on the desk, and the gallery is found as it was left', async () => {
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  const name = (await focused().getAttribute('aria-label'))!.split(',')[0]!;
  await page.keyboard.press('Space');
  await expect(gallery()).toHaveCount(0);
  await expect(page.locator('header .path')).toContainText(name);
  await page.keyboard.press('Shift+R');
  await expect(focused()).toHaveAttribute('aria-label', new RegExp(`^${name}`));
});

test('regions are gone through one by one, zoomed, and kept or cleared', async () => {
  await page.getByRole('button', { name: 'Region by region' }).click();
  const bar = page.getByRole('group', { name: /Single regions/ });
  await expect(bar).toContainText('Region 1 of');
  await page.keyboard.press('Enter');
  await expect(bar).toContainText('Region 2 of');
  await page.keyboard.press('ArrowLeft');
  await expect(bar).toContainText('Region 1 of');
  await page.keyboard.press('Backspace');
  await expect(bar).toContainText('Region 2 of');
  await page.keyboard.press('Escape');
  await expect(gallery()).toBeVisible();
  await expect(tileOf('edited')).toHaveCount(1);
});

test('the room is accessible in both looks', async () => {
  await expectAccessible(page, camweave, 'any');
});
