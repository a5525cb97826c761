import { renameSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { Camweave, expectBrowser } from './Camweave.ts';
import { ready } from './canvas.ts';

let camweave: Camweave;
test.beforeAll(async () => {
  expectBrowser();
  camweave = new Camweave();
  await camweave.makeProject(1, camweave.photographs);
  // So that the start page knows the project.
  await camweave.start(camweave.project);
  await camweave.stop();
  await camweave.start();
});
test.afterAll(() => camweave?.remove());

test('photographs whose folder was moved are found from the palette', async () => {
  const page = await camweave.open();
  await page.getByRole('button', { name: /^e2e/ }).click();
  await ready(page);
  const moved = `${camweave.photographs}-moved`;
  renameSync(camweave.photographs, moved);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('elsewhere');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Find the photographs elsewhere' });
  const field = dialog.getByLabel('Folder');
  await expect(field).toBeFocused();
  // The key that chose the action is not the form's.
  await expect(dialog.getByRole('alert')).toHaveCount(0);
  await field.fill('/nowhere/at/all');
  await field.press('Enter');
  await expect(dialog.getByRole('alert')).toContainText('/nowhere/at/all');
  await expect(page.getByRole('alert')).toHaveCount(1);
  await field.fill(moved);
  await field.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole('status').first()).toContainText('6 photographs found');
  await ready(page);
});
