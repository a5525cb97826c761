import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { Camweave, expectBrowser } from './Camweave.ts';
import { drag, ready } from './canvas.ts';

test.describe.configure({ mode: 'serial' });

let camweave: Camweave;
test.beforeAll(async () => {
  expectBrowser();
  camweave = new Camweave();
  await camweave.makeProject(2, camweave.photographs);
  await camweave.start(camweave.project);
});
test.afterAll(() => camweave?.remove());

test('a photograph that was replaced is told on the desk, is not painted on, and can be started anew', async () => {
  const page = await camweave.open();
  await ready(page);
  const path = await page.locator('.path').first().textContent();
  await page.keyboard.press('b');
  await drag(page, [60, 100], [160, 100]);
  await expect(page.locator('.row[aria-current] .state')).toHaveText('edited');
  copyFileSync(join(import.meta.dirname, '../testing/images/plain.jpg'), join(camweave.photographs, path!));
  await page.keyboard.press('d');
  await ready(page);
  await page.keyboard.press('a');
  const notice = page.getByRole('alert');
  await expect(notice).toContainText('is no longer the photograph that was labelled: it is 12 x 8 now');
  await drag(page, [60, 200], [160, 200]);
  await expect(page.getByRole('status').first()).toContainText('it is not painted on');
  await expect(page.getByRole('button', { name: 'Accept', exact: true })).toBeDisabled();
  await expect(page.getByRole('button', { name: 'Keep the labels for this one' })).toBeDisabled();
  await page.getByRole('button', { name: 'Start anew …' }).click();
  await page.getByRole('button', { name: 'Start anew' }).click();
  await expect(notice).toHaveCount(0);
  await expect(page.locator('.row[aria-current] .state')).toHaveText('new');
});
