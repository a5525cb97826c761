import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '@playwright/test';
import { shared } from '../testing/sharedData.ts';
import { Camweave, expectBrowser, SAMPLES } from './Camweave.ts';
import { canvas, compareWithMask, difference, drag, pixelsOf, readInBrowser, ready } from './canvas.ts';

interface Case {
  title: string;
  source: string;
  found: string;
  images: number;
  /** What the first image shows. */
  shows: string;
  /** A stroke over background. */
  stroke: [number, number][];
  /** Whether there is time to stop a batch before it ends. */
  many: boolean;
}

const CASES: Case[] = [
  {
    ...{ title: 'the samples with the bundled pack', source: SAMPLES, images: 6, many: false },
    found: '6 images (folder), 0 of them with tags; the classifier tags the others.',
    shows: 'person',
    stroke: [
      [30, 30],
      [90, 40],
      [140, 30],
    ],
  },
];
if (shared.present)
  CASES.push({
    ...{ title: 'a VOCdevkit with the reference pack', source: shared.vocdevkit, images: 260, many: true },
    found: '260 images (VOCdevkit), 260 of them with tags.',
    shows: 'horse',
    stroke: [
      [60, 300],
      [140, 320],
      [200, 300],
    ],
  });

for (const given of CASES) test.describe(given.title, () => firstProject(given));

/** From nothing to a data set, as a newcomer goes. */
function firstProject({ source, found, images, shows, stroke, many }: Case): void {
  test.describe.configure({ mode: 'serial' });

  let camweave: Camweave;
  let page: Page;
  test.beforeAll(async () => {
    expectBrowser();
    camweave = new Camweave();
    if (source !== SAMPLES) await camweave.makeReferencePack();
    await camweave.start();
    page = await camweave.open();
  });
  test.afterAll(() => camweave?.remove());

  test('a new project is made of images and a pack, and its first image is proposed', async () => {
    await expect(page.getByText('Projects that you open appear here.')).toBeVisible();
    if (source !== SAMPLES) {
      await page.getByLabel('Another pack').fill(camweave.pack);
      await page.keyboard.press('Enter');
      await expect(page.locator('.pack.chosen')).toContainText('pack Proposes 20 classes');
    } else await expect(page.locator('.pack.chosen')).toContainText('comes with Camweave');
    await page.getByLabel('Images', { exact: true }).fill(source);
    await page.keyboard.press('Enter');
    await expect(page.getByText(found)).toBeVisible();
    await page.getByLabel('Project file').fill(camweave.project);
    await page.getByRole('button', { name: 'Create project' }).click();
    await ready(page);
    const slider = page.getByRole('slider', { name: `Threshold of ${shows}` });
    await expect(slider).toHaveValue(/^0\.[2-9]\d?$/);
    await expect(page.getByText('Runs on')).toBeVisible();
  });

  // Six images would be proposed before anybody could stop them.
  if (many) {
    test('all images are proposed in the background, which can be stopped and taken up again', async () => {
      await page.getByRole('button', { name: /Propose \d+ images?/ }).click();
      await expect(page.getByText(/images\/s · .* left/)).toBeVisible();
      await page.getByRole('button', { name: 'Cancel' }).click();
      await expect(page.getByText(/Stopped: \d+ images? proposed/)).toBeVisible();
      await expect(page.getByRole('button', { name: /Propose \d+ images?/ })).toBeVisible();
    });
  }

  test('a threshold moves the labels at once', async () => {
    const slider = page.getByRole('slider', { name: `Threshold of ${shows}` });
    const before = await pixelsOf(page);
    const threshold = Number(await slider.inputValue());
    await slider.focus();
    for (let i = 0; i < 20; i++) await page.keyboard.press('ArrowLeft');
    await expect(slider).toHaveValue(String(Math.round(threshold * 100 - 20) / 100));
    expect(difference(before, await pixelsOf(page))).toBeGreaterThan(3000);
  });

  test('a brush stroke is painted, undone and done again', async () => {
    const before = await pixelsOf(page);
    await page.keyboard.press('b');
    // Another class than the one that is there already.
    await page.keyboard.press('2');
    await drag(page, ...stroke);
    await page.mouse.move(5, 5);
    const painted = await pixelsOf(page);
    expect(difference(before, painted)).toBeGreaterThan(3000);
    await page.keyboard.press('Control+z');
    await expect.poll(async () => difference(before, await pixelsOf(page))).toBe(0);
    await page.keyboard.press('Control+Shift+Z');
    await expect.poll(async () => difference(painted, await pixelsOf(page))).toBe(0);
    await expect(page.locator('.row[aria-current] .state')).toHaveText('edited');
  });

  test('what the canvas shows is accepted and exported, pixel by pixel', async () => {
    await page.getByRole('slider', { name: 'Overlay' }).fill('1');
    await page.getByRole('checkbox', { name: 'Contours' }).uncheck();
    await page.getByRole('button', { name: '100 %' }).click();
    const shown = await pixelsOf(page);
    const name = await page.locator('.row[aria-current] .name').textContent();
    const first = await ready(page);
    await page.keyboard.press('Enter');
    await expect(canvas(page)).not.toHaveAttribute('data-ready', first);
    await expect(page.getByText(`1 of ${images} accepted`)).toBeVisible();

    await page.keyboard.press('Control+e');
    const dialog = page.getByRole('dialog', { name: 'Export a data set' });
    const out = join(camweave.folder, 'out');
    await dialog.getByRole('textbox', { name: 'Folder' }).fill(out);
    await dialog.getByRole('button', { name: 'Export (1)' }).click();
    await expect(dialog.getByText('1 image exported and read back')).toBeVisible();
    await dialog.getByRole('button', { name: 'Close' }).last().click();

    const file = join(out, 'VOCdevkit', 'VOC2012', 'SegmentationClass', name!.replace('.jpg', '.png'));
    const { labelled, differing } = compareWithMask(shown, await readInBrowser(page, readFileSync(file)));
    process.stdout.write(`export: ${labelled} labelled pixels compared, ${differing} differing\n`);
    expect(labelled).toBeGreaterThan(10_000);
    expect(differing).toBe(0);
  });

  test('the start page lists the project, and opens it again', async () => {
    await page.getByRole('button', { name: 'Start page' }).click();
    await page.getByRole('button', { name: /^e2e/ }).click();
    await ready(page);
    await expect(page.getByText(`1 of ${images} accepted`)).toBeVisible();
  });
}
