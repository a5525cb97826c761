import { copyFileSync, existsSync } from 'node:fs';
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

/** The image on the canvas of the window, whatever has become of the page that it had first. */
const shown = async (): Promise<unknown> => {
  const looking = camweave.electron.evaluate(
    ({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]!.webContents.executeJavaScript(
        'globalThis.before ? "" : document.querySelector("canvas")?.dataset.ready',
      ) as Promise<unknown>,
  );
  // A page that ends meanwhile never answers.
  const silence = new Promise((resolve) => setTimeout(resolve, 1000));
  return Promise.race([looking.catch(() => undefined), silence]);
};
const title = (): Promise<string> =>
  camweave.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.getTitle());

/** Clicks an entry of the menu that is called so, in the menu that is called so. */
const clickMenu = (menu: string, label: string): Promise<void> =>
  camweave.electron.evaluate(
    ({ Menu }, wanted) => {
      type Items = Electron.MenuItem[];
      const all = (items: Items): Items => items.flatMap((item) => [item, ...all(item.submenu?.items ?? [])]);
      const found = all(Menu.getApplicationMenu()!.items).find((item) => item.label === wanted.menu);
      found!.submenu!.items.find((item) => item.label === wanted.label)!.click();
    },
    { menu, label },
  );

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
  await page.getByRole('alert').getByRole('button', { name: 'Dismiss' }).click();
  await camweave.startAgain(camweave.folder, 'test.camweave');
  await expect.poll(title).toBe('plain.jpg - test - Camweave');
});

test('a file that the system names is opened, and the menu lists what was opened lately', async () => {
  const other = inFolder('other.camweave');
  await camweave.electron.evaluate(({ app }, path) => {
    app.emit('open-file', { preventDefault: () => undefined }, path);
  }, other);
  await expect.poll(title).toBe('plain.jpg - other - Camweave');
  await clickMenu('Open Recent', inFolder('test.camweave'));
  await expect.poll(title).toBe('plain.jpg - test - Camweave');
  await ready(page);
});

test('the menu acts on the desk, and opens a project where one was chosen last', async () => {
  await clickMenu('View', 'Zoom In');
  await expect(page.locator('canvas')).toHaveAttribute('data-view', /./);
  await camweave.electron.evaluate(({ dialog }, chosen) => {
    const starts: (string | undefined)[] = [];
    Object.assign(globalThis, { starts });
    dialog.showOpenDialog = (...args: unknown[]) => {
      starts.push((args.at(-1) as Electron.OpenDialogOptions).defaultPath);
      return Promise.resolve({ canceled: false, filePaths: [chosen] });
    };
  }, inFolder('other.camweave'));
  await clickMenu('File', 'Open …');
  await expect.poll(title).toBe('plain.jpg - other - Camweave');
  await clickMenu('File', 'Open …');
  const starts = (): Promise<unknown> =>
    camweave.electron.evaluate(() => (globalThis as Record<string, unknown>)['starts']);
  await expect.poll(starts).toEqual([undefined, camweave.folder]);
  await camweave.electron.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen });
  }, inFolder('copy.camweave'));
  await clickMenu('File', 'Save a Copy …');
  await expect(page.getByRole('status').filter({ hasText: 'A copy of the project is' })).toBeVisible();
  expect(existsSync(inFolder('copy.camweave'))).toBe(true);
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

test('a page that crashes or hangs is offered again, and is there with the project', async () => {
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
  await expect.poll(shown).toMatch(/\d/);
  await camweave.electron.evaluate(({ BrowserWindow, dialog }) => {
    const asked = (globalThis as Record<string, unknown>)['asked'] as string[];
    dialog.showMessageBox = (...args: unknown[]) => {
      const { message, buttons } = args.at(-1) as Electron.MessageBoxOptions;
      asked.push(`${message} ${buttons!.join(' / ')}`);
      return Promise.resolve({ response: 1, checkboxChecked: false });
    };
    const window = BrowserWindow.getAllWindows()[0]!;
    void window.webContents.executeJavaScript('globalThis.before = true');
    window.emit('unresponsive');
  });
  await expect
    .poll(async () => ((await asked()) as string[]).at(-1))
    .toBe('This window does not answer. Wait / Reload');
  await expect.poll(shown).toMatch(/\d/);
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
