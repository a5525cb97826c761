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
