import { readFileSync } from 'node:fs';
import type { Download, Page } from '@playwright/test';
import { expect, test } from '@playwright/test';
import { unzipSync } from 'fflate';
import { ProjectFile } from '../src/main/project/ProjectFile.ts';
import { Camweave, expectBrowser } from './Camweave.ts';
import { ready } from './canvas.ts';
import { expectAccessible } from './expectAccessible.ts';

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

const card = (name: string) => page.locator('section.card').and(page.getByRole('region', { name }));

test('what was done on the desk is in the statistics, with plots that are also read out', async () => {
  await page.keyboard.press('Enter');
  await expect(page.getByText('1 of 6 accepted')).toBeVisible();
  await page.keyboard.press('Shift+R');
  await page.getByRole('button', { name: 'Statistics' }).click();
  await expect(card('Images by state').getByRole('row', { name: 'accepted 1 16.7 %' })).toBeVisible();
  await expect(card('Images by state').getByRole('img')).toHaveAccessibleName(/proposed 5.*accepted 1/);
  await expect(
    card('Classes')
      .getByRole('row', { name: /^person/ })
      .first(),
  ).toBeVisible();
  await expect(card('Proposed against accepted').getByRole('img')).toHaveAccessibleName(/100.0 %/);
  // The plot is there to be seen, too.
  const isDrawn = (canvas: HTMLCanvasElement): boolean => {
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    return new Set(new Uint32Array(data.buffer)).size > 20;
  };
  expect(await card('Images by state').locator('canvas').evaluate(isDrawn)).toBe(true);
  await expectAccessible(page, camweave);
});

test('the plan follows what somebody wants to be sure of, and says what it assumes', async () => {
  const plan = page.getByRole('region', { name: 'What is still to be looked at' });
  await expect(plan.getByText(/Of the 5 images that nobody has decided/)).toBeVisible();
  await expect(plan.getByText(/about 5 more images are to be looked at, which is all of them/)).toBeVisible();
  await plan.getByRole('spinbutton', { name: 'Error rate below, in %' }).fill('99');
  await plan.getByRole('spinbutton', { name: 'Confidence, in %' }).fill('50');
  await page.keyboard.press('Tab');
  await expect(plan.getByText(/below 99.0 % with a confidence of 50.0 %/)).toBeVisible();
  await plan.getByText('What this assumes').click();
  await expect(plan.getByText(/in random order/)).toBeVisible();
});

test('it is saved as tables, and as one page that says the same', async () => {
  test.skip(camweave.inWindow, 'the window asks by a dialog of the system where to');
  const save = async (name: string): Promise<Download> => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name }).click(),
    ]);
    return download;
  };
  const zip = await save('Save as CSV');
  expect(zip.suggestedFilename()).toBe('e2e-statistics.zip');
  const files = unzipSync(readFileSync(await zip.path()));
  expect(Buffer.from(files['states.csv']!).toString()).toContain('accepted,1,0.166667');
  const html = await save('Save as a page');
  const other = await page.context().newPage();
  await other.setContent(readFileSync(await html.path(), 'utf8'));
  await expect(other.getByRole('heading', { name: 'e2e: statistics' })).toBeVisible();
  await expect(other.getByRole('img', { name: /Images by state: .*accepted 1/ })).toBeVisible();
  await other.close();
});

test('Escape goes back to the gallery, and the seconds on the desk are in the project file', async () => {
  await page.keyboard.press('Escape');
  await expect(page.getByRole('main', { name: 'Gallery' })).toBeVisible();
  await page.keyboard.press('Shift+R');
  await page.mouse.move(300, 300);
  await page.waitForTimeout(1200);
  await page.mouse.move(320, 300);
  await page.keyboard.press('Shift+R');
  await page.getByRole('button', { name: 'Statistics' }).click();
  await expect(card('Active time').getByRole('row', { name: /^everybody/ })).toBeVisible();
  await camweave.stop();
  const file = ProjectFile.open(camweave.project);
  const seconds = file.activeTime.byAuthor().reduce((sum, item) => sum + item.seconds, 0);
  file.close();
  expect(seconds).toBeGreaterThan(1);
  expect(seconds).toBeLessThan(120);
});
