import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '@playwright/test';
import { scoredProject } from '../testing/scoredProject.ts';
import { Camweave } from './Camweave.ts';
import { drag, ready } from './canvas.ts';

test.describe.configure({ mode: 'serial' });

let camweave: Camweave;
let page: Page;
test.beforeAll(async () => {
  test.skip(test.info().project.name === 'serve', 'a browser has its own windows');
  camweave = new Camweave();
  scoredProject(camweave.folder, ['plain.png', 'plain.jpg']).close();
  copyFileSync(inFolder('test.camweave'), inFolder('other.camweave'));
  await camweave.start(inFolder('test.camweave'));
  page = await camweave.open();
  await ready(page);
});
test.afterAll(() => camweave?.remove());

const inFolder = (name: string): string => join(camweave.folder, name);

/** Runs something in the window's page, whatever has become of the one that it had first. */
const inPage = (script: string): Promise<unknown> =>
  camweave.electron.evaluate(
    ({ BrowserWindow }, code) =>
      BrowserWindow.getAllWindows()[0]!.webContents.executeJavaScript(code) as Promise<unknown>,
    script,
  );
const title = (): Promise<string> =>
  camweave.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.getTitle());

test('the title names image and project', async () => {
  await expect.poll(title).toBe('plain.jpg - test - Camweave');
});

test('a project of a second start is opened here, once what was painted is kept, and the window comes up', async () => {
  await page.keyboard.press('b');
  await page.keyboard.press('2');
  await drag(page, [2, 2], [4, 3]);
  await camweave.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.minimize());
  await camweave.startAgain(camweave.folder, 'other.camweave');
  await expect.poll(title).toBe('plain.jpg - other - Camweave');
  await ready(page);
  const minimised = camweave.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]!.isMinimized(),
  );
  expect(await minimised).toBe(false);
  await camweave.startAgain(camweave.folder, 'test.camweave');
  await expect.poll(title).toBe('plain.jpg - test - Camweave');
  await ready(page);
  await expect(page.getByRole('button', { name: 'Undo' })).toBeEnabled();
});

test('a project that cannot be opened is said', async () => {
  await camweave.startAgain(camweave.folder, 'missing.camweave');
  await expect(page.getByRole('alert')).toContainText('missing.camweave');
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await camweave.startAgain(camweave.folder, 'test.camweave');
  await expect.poll(title).toBe('plain.jpg - test - Camweave');
});

test('pages are refused what they do not need', async () => {
  const states = await page.evaluate(async () => {
    const state = async (name: string): Promise<string> =>
      (await navigator.permissions.query({ name: name as PermissionName })).state;
    return [await state('geolocation'), await state('notifications'), await state('camera')];
  });
  expect(states).toEqual(['denied', 'denied', 'denied']);
});

test('all that is kept lies in one folder, Chromium\u2019s share apart', async () => {
  const paths = await camweave.electron.evaluate(({ app }) =>
    (['userData', 'sessionData', 'crashDumps', 'logs'] as const).map((name) => app.getPath(name)),
  );
  const { home } = camweave;
  const profile = join(home, 'chromium');
  expect(paths).toEqual([profile, profile, join(profile, 'crashes'), join(home, 'logs')]);
});

test('a page that crashes is offered again, and is there with the project', async () => {
  await camweave.electron.evaluate(({ dialog }) => {
    const asked: string[] = [];
    (globalThis as Record<string, unknown>)['asked'] = asked;
    dialog.showMessageBox = (...args: unknown[]) => {
      const { message, buttons } = args.at(-1) as Electron.MessageBoxOptions;
      asked.push(`${message} ${buttons!.join(' / ')}`);
      return Promise.resolve({ response: 0, checkboxChecked: false });
    };
  });
  await camweave.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]!.webContents.forcefullyCrashRenderer(),
  );
  const asked = (): Promise<unknown> =>
    camweave.electron.evaluate(() => (globalThis as Record<string, unknown>)['asked']);
  await expect.poll(asked).toEqual(['The page of this window has crashed. Reload / Quit']);
  const shown = 'document.querySelector("canvas")?.dataset.ready';
  await expect.poll(() => inPage(shown), { timeout: 20_000 }).toMatch(/\d/);
});

test('the window is where it was', async () => {
  const place = { x: 20, y: 40, width: 980, height: 650 };
  await camweave.electron.evaluate(
    ({ BrowserWindow }, bounds) => BrowserWindow.getAllWindows()[0]!.setBounds(bounds),
    place,
  );
  await camweave.stop();
  await camweave.start(inFolder('test.camweave'));
  page = await camweave.open();
  await ready(page);
  const bounds = camweave.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]!.getBounds(),
  );
  expect(await bounds).toEqual(place);
});
