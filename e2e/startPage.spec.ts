import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '@playwright/test';
import { scoredProject } from '../testing/scoredProject.ts';
import { Camweave, expectBrowser } from './Camweave.ts';
import { difference, drag, pixelsOf, ready } from './canvas.ts';

// These need neither models nor photographs, so that they run wherever there is a window or a browser.
test.describe.configure({ mode: 'serial' });

let camweave: Camweave;
let page: Page;
test.beforeAll(async () => {
  expectBrowser();
  camweave = new Camweave();
  const project = scoredProject(camweave.folder, ['plain.jpg', 'plain.png']);
  // A photograph that was damaged after it had been proposed; the first in the list.
  writeFileSync(join(camweave.folder, 'photos', 'plain.jpg'), 'no image');
  project.close();
  await camweave.start();
  page = await camweave.open();
});
test.afterAll(() => camweave?.remove());

test('a folder without images and a project that is none are refused in words', async () => {
  await expect(page.getByRole('heading', { name: 'New project' })).toBeVisible();
  await page.getByLabel('Images', { exact: true }).fill('/nowhere/at/all');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('/nowhere/at/all does not exist');
  // What is wrong stands at its field, and goes as soon as somebody mends it.
  await page.getByRole('textbox', { name: 'Images' }).pressSequentially('/');
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('a project is painted and accepted without any pack', async () => {
  await camweave.stop();
  await camweave.start(`${camweave.folder}/test.camweave`);
  if (camweave.inWindow) page = await camweave.open();
  else await page.reload();
  // The first image cannot be read: it is said, and the next one is a key away.
  await expect(page.getByRole('alert')).toContainText('plain.jpg');
  await expect(page.getByRole('heading', { name: 'This image cannot be read' })).toBeVisible();
  await page.keyboard.press('d');
  await ready(page);
  await expect(page.getByText('pack is not where it was')).toBeVisible();
  const before = await pixelsOf(page);
  await page.keyboard.press('b');
  await page.keyboard.press('2');
  await drag(page, [2, 2], [4, 3]);
  await page.mouse.move(700, 5);
  expect(difference(before, await pixelsOf(page))).toBeGreaterThan(100);
  await page.keyboard.press('Control+z');
  await expect.poll(async () => difference(before, await pixelsOf(page))).toBe(0);
  await page.keyboard.press('Enter');
  await expect(page.getByText('1 of 2 accepted')).toBeVisible();
});
