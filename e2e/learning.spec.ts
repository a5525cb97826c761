import type { Locator, Page } from '@playwright/test';
import { expect, test } from '@playwright/test';
import { Camweave, expectBrowser } from './Camweave.ts';
import { canvas, click, ready } from './canvas.ts';

// A class that the bundled pack does not know, taught on five of the samples, is proposed on the sixth.
test.describe.configure({ mode: 'serial' });

const NAME = 'ground';
const NEEDED = 5;
/** A band of what is at the bottom, in pixels of every sample. */
const CORNERS: [number, number][] = [
  [20, 200],
  [430, 200],
  [430, 290],
  [20, 290],
];

let camweave: Camweave;
let page: Page;
test.beforeAll(async () => {
  expectBrowser();
  camweave = new Camweave();
  await camweave.makeProject(1);
  await camweave.start(camweave.project);
  page = await camweave.open();
  await ready(page);
  await page.keyboard.press('Control+l');
  await page.getByRole('textbox', { name: 'Add a class' }).fill(NAME);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
});
test.afterAll(() => camweave?.remove());

const learning = (): Locator => page.getByRole('region', { name: 'Proposal' });
const row = (): Locator => page.locator('aside .row', { hasText: NAME });

/** Paints the class on the open image, accepts it, and waits for the next. */
async function teach(): Promise<void> {
  const before = await ready(page);
  await page.keyboard.press('c');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.insertText(NAME);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('p');
  for (const [x, y] of CORNERS) await click(page, x, y);
  await page.keyboard.press('Enter');
  await expect(page.locator('.row[aria-current] .state')).toHaveText('edited');
  await page.keyboard.press('Enter');
  await expect(canvas(page)).not.toHaveAttribute('data-ready', before);
}

test('a class that the pack does not know says how many examples it has', async () => {
  await expect(learning().getByRole('switch', { name: 'Learn from what is accepted' })).toBeChecked();
  await expect(learning()).toContainText('0 of 3 images needed');
  await expect(row()).toContainText(`0 of ${NEEDED} examples`);
  for (let count = 1; count <= 3; count++) {
    await teach();
    await expect(row()).toContainText(`${count} of ${NEEDED} examples`);
  }
});

test('what was learned, and from how many images, is said beside the proposal', async () => {
  await expect(learning()).toContainText(/Learned from 3 images/);
  // An image that was opened before is not changed under the hands of who works on it.
  await expect(page.getByText('A newer proposal can be made.')).toBeVisible();
  await page.keyboard.press('n');
  await expect(page.getByText('Proposing …')).toHaveCount(0);
  await expect(page.getByText('A newer proposal can be made.')).toBeHidden();
});

test('after enough examples it is proposed like any other', async () => {
  for (let count = 4; count <= NEEDED; count++) await teach();
  await expect(learning()).toContainText(`Learned from ${NEEDED} images`);
  await expect(row()).not.toContainText('examples');
  const tag = page.getByRole('switch', { name: `${NAME} is in this image` });
  if (!(await tag.isVisible())) await page.getByText('Other classes').click();
  await tag.click();
  const slider = page.getByRole('slider', { name: `Threshold of ${NAME}` });
  await expect(slider).toBeVisible();
  await slider.fill('0.02');
  await expect(row().first()).toContainText(/\d %/);
});

test('the evidence shows what was learned of it, and that no other stage knows it', async () => {
  await row().first().locator('.name').click();
  await page.keyboard.press('Alt+9');
  await expect(page.getByRole('button', { name: 'Learned' })).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByText(`of ${NAME}`, { exact: true })).toBeVisible();
  await page.keyboard.press('Alt+2');
  await expect(page.getByText(`CAM has nothing to say of ${NAME}.`)).toBeVisible();
});

test('the panel goes back to what was learned earlier, and Ctrl+Z to the newest', async () => {
  await page.getByText('What was learned', { exact: true }).click();
  await expect(learning().getByRole('img', { name: 'Expected IoU by number of images' })).toBeVisible();
  const inUse = learning().getByLabel('In use');
  const earlier = learning().getByRole('option', { name: /^3 images/ });
  await inUse.selectOption((await earlier.getAttribute('value'))!);
  await expect(learning()).toContainText('What was learned earlier is in use.');
  await page.keyboard.press('Control+z');
  await expect(learning()).not.toContainText('What was learned earlier is in use.');
  await expect(inUse).toHaveValue('');
});
