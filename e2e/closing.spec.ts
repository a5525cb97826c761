import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '@playwright/test';
import Database from 'better-sqlite3';
import { encodeJpeg } from '../src/main/image/encodeJpeg.ts';
import { scoredProject } from '../testing/scoredProject.ts';
import { Camweave, expectBrowser } from './Camweave.ts';
import { drag, ready } from './canvas.ts';

// A photograph of 24 megapixels: packing a stroke over all of it takes longer than closing a window.
const WIDTH = 6000;
const HEIGHT = 4000;

test.describe.configure({ mode: 'serial' });

let camweave: Camweave;
let page: Page;
let file: string;
test.beforeAll(async () => {
  expectBrowser();
  camweave = new Camweave();
  file = join(camweave.folder, 'test.camweave');
  const data = new Uint8Array(WIDTH * HEIGHT * 3).fill(120);
  const photo = await encodeJpeg({ width: WIDTH, height: HEIGHT, data });
  scoredProject(camweave.folder, ['large.jpg'], { 'large.jpg': photo }).close();
});
test.afterAll(() => camweave?.remove());

/** A value of the project file, read beside Camweave. */
function read(query: string): unknown {
  const database = new Database(file, { readonly: true });
  const value: unknown = database.prepare(query).pluck().get();
  database.close();
  return value;
}
const strokes = (): unknown => read('SELECT count(*) FROM stroke');
const thresholds = (): unknown => read('SELECT thresholds FROM image');
/** A polygon over the whole photograph. */
async function paintAll(): Promise<void> {
  await page.keyboard.press('p');
  const corners = [
    [20, 20],
    [WIDTH - 20, 20],
    [WIDTH - 20, HEIGHT - 20],
    [20, HEIGHT - 20],
  ] as [number, number][];
  for (const corner of corners) await drag(page, corner);
  await page.keyboard.press('Enter');
}
const close = (): Promise<void> =>
  camweave.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.close());

test('a window that is closed right after a stroke over a large photograph has kept it, and the threshold', async () => {
  test.skip(!camweave.inWindow, 'a browser asks by itself');
  await camweave.start(file);
  page = await camweave.open();
  await ready(page);
  await page.getByRole('slider', { name: 'Threshold of cat' }).fill('0.3');
  await page.keyboard.press('2');
  await paintAll();
  const ended = camweave.electron.waitForEvent('close');
  await close();
  await ended;
  expect(strokes()).toBe(1);
  expect(thresholds()).toBe('{"1":0.3}');
});

test('quitting waits too', async () => {
  test.skip(!camweave.inWindow, 'a browser is not quit by Camweave');
  await camweave.start(file);
  page = await camweave.open();
  await ready(page);
  await page.keyboard.press('1');
  await paintAll();
  const ended = camweave.electron.waitForEvent('close');
  await camweave.electron.evaluate(({ app }) => app.quit());
  await ended;
  expect(strokes()).toBe(2);
});

test('what cannot be kept is not lost without a word', async () => {
  test.skip(!camweave.inWindow, 'a browser asks by itself');
  await camweave.start(file);
  page = await camweave.open();
  await ready(page);
  await camweave.electron.evaluate(({ ipcMain }) => {
    const full = { ok: false, error: { code: 'disk-full', message: 'There is no room.' } };
    ipcMain.removeHandler('camweave:call');
    ipcMain.handle('camweave:call', () => full);
  });
  await page.keyboard.press('2');
  await paintAll();
  await camweave.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.minimize());
  await close();
  const dialog = page.getByRole('dialog', { name: 'Not everything is saved' });
  await expect(dialog).toContainText('The disk is full');
  const minimised = camweave.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]!.isMinimized(),
  );
  expect(await minimised).toBe(false);
  await expect(dialog).toContainText('One change is not saved');
  // Enter loses nothing.
  await expect(dialog.getByRole('button', { name: 'Stay' })).toBeFocused();
  await dialog.getByRole('button', { name: 'Stay' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole('slider', { name: 'Threshold of cat' })).toBeVisible();
  await close();
  const ended = camweave.electron.waitForEvent('close');
  await dialog.getByRole('button', { name: 'Close all the same' }).click();
  await ended;
  expect(strokes()).toBe(2);
});

test('a browser asks before a page goes that has something unsaved', async () => {
  test.skip(camweave.inWindow, 'a window waits by itself');
  await camweave.start(file);
  page = await camweave.open();
  await ready(page);
  await page.route('**/api/stroke.add', () => undefined);
  await page.keyboard.press('2');
  await paintAll();
  const asked = page.waitForEvent('dialog');
  await page.close({ runBeforeUnload: true });
  expect((await asked).type()).toBe('beforeunload');
  await (await asked).accept();
});
