import { join } from 'node:path';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { IpcMain, MenuItemConstructorOptions as Entry } from 'electron';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scoredProject } from '../../../testing/scoredProject.ts';
import { temporaryFolder } from '../../../testing/temporaryFolder.ts';
import type { ImageSummary } from '../../shared/contract/imageRoutes.ts';
import type { Result } from '../../shared/contract/result.ts';
import { Application } from '../desk/Application.ts';
import { SettingsFile } from '../desk/SettingsFile.ts';
import { forkChild } from '../inference/host/forkChild.ts';
import { CHANNELS } from './channels.ts';
import { connectPages } from './connectPages.ts';
import { CHOICES, dialogOptions, isChoice } from './dialogs.ts';
import type { MenuParts } from './menu.ts';
import { menuTemplate } from './menu.ts';
import { answerPage, CONTENT_SECURITY_POLICY, ORIGIN } from './pages.ts';
import { placeProfile } from './profile.ts';
import { windowOptions } from './windowOptions.ts';

const folder = temporaryFolder();
const pages = join(folder, 'pages');
let application: Application;

type Frame = { url: string; parent: object | null };
type Listener = (event: unknown, ...args: unknown[]) => unknown;

/** Carries messages as Electron does: by name, and cloned. */
class Channel {
  readonly heard: unknown[] = [];
  private readonly listeners = new Map<string, Listener>();
  readonly ipc = {
    handle: (name: string, listener: Listener) => void this.listeners.set(name, listener),
    on: (name: string, listener: Listener) => void this.listeners.set(name, listener),
  } as unknown as Pick<IpcMain, 'handle' | 'on'>;
  readonly page = { send: (_name: string, event: unknown) => void this.heard.push(structuredClone(event)) };

  async send(frame: Frame | null, name: string, ...args: unknown[]): Promise<unknown> {
    const event = { senderFrame: frame, sender: this.page };
    return structuredClone(await this.listeners.get(name)!(event, ...structuredClone(args)));
  }
}

const own: Frame = { url: `${ORIGIN}/`, parent: null };
const strangers: (Frame | null)[] = [
  { url: 'https://evil.example/', parent: null },
  { url: `${ORIGIN}.evil.example/`, parent: null },
  { url: 'file:///etc/passwd', parent: null },
  { url: `${ORIGIN}/`, parent: {} },
  null,
];

let channel: Channel;
const shown: string[] = [];
/** What the pages have said of their window. */
const said: unknown[] = [];

beforeAll(() => {
  const project = scoredProject(folder, ['plain.jpg']);
  project.close();
  mkdirSync(pages);
  writeFileSync(join(pages, 'index.html'), '<!doctype html><title>Camweave</title>');
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  application = new Application({
    startChild: forkChild,
    settings: new SettingsFile(join(folder, 'settings')),
    resources: join(folder, 'resources'),
    project: project.path,
  });
  channel = new Channel();
  const services = {
    choose: (what: unknown) => Promise.resolve(String(what)),
    showFolder: (path: string) => void shown.push(path),
    answerClosing: (answer: unknown) => void said.push(answer),
    pageReady: () => void said.push('ready'),
  };
  connectPages(channel.ipc, application, services, () => [channel.page]);
});
afterAll(() => application.projects.close());

describe('a page of the window', () => {
  it('gets answers and events over IPC', async () => {
    const result = (await channel.send(own, CHANNELS.call, 'image.list', {})) as Result;
    expect(result).toMatchObject({ ok: true, value: [{ path: 'plain.jpg', state: 'proposed' }] });
    await channel.send(own, CHANNELS.event);
    expect(channel.heard).toContainEqual({ type: 'hello', run: application.run });
    await channel.send(own, CHANNELS.call, 'image.reject', { id: 1 });
    expect(channel.heard.at(-1)).toMatchObject({ type: 'image', image: { state: 'rejected' } });
    expect(said).toEqual(['ready']);
    await channel.send(own, CHANNELS.close, 'kept');
    expect(said).toEqual(['ready', 'kept']);
    await channel.send(own, CHANNELS.show, '/some/folder');
    expect(shown).toEqual(['/some/folder']);
  });

  it('has its input parsed', async () => {
    const wrong = await channel.send(own, CHANNELS.call, 'image.get', { id: 'one' });
    expect(wrong).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
  });

  it.each(strangers)('is told from %o, which is not answered', async (frame) => {
    const heard = channel.heard.length;
    const words = said.length;
    expect(await channel.send(frame, CHANNELS.call, 'image.list', {})).toMatchObject({ ok: false });
    expect(await channel.send(frame, CHANNELS.choose, 'folder', '')).toBeNull();
    await channel.send(frame, CHANNELS.event);
    await channel.send(frame, CHANNELS.show, '/etc');
    await channel.send(frame, CHANNELS.close, 'kept');
    expect(channel.heard.length).toBe(heard);
    expect(said.length).toBe(words);
    expect(shown).not.toContain('/etc');
  });
});

describe('the scheme of the pages', () => {
  it('serves built files with a strict policy, and photographs by opaque name', async () => {
    const page = await answerPage(application, pages, `${ORIGIN}/`);
    expect(await page.text()).toContain('Camweave');
    expect(page.headers.get('content-security-policy')).toBe(CONTENT_SECURITY_POLICY);
    expect(CONTENT_SECURITY_POLICY).not.toContain('unsafe');
    const list = (await application.handlers['image.list']({})) as ImageSummary[];
    const photo = await answerPage(application, pages, `${ORIGIN}/image/${list[0]!.name}`);
    expect(photo.headers.get('content-type')).toBe('image/jpeg');
  });

  it.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/image/1',
    `/image/${'0'.repeat(32)}`,
  ])('serves nothing for %s', async (path) => {
    expect((await answerPage(application, pages, ORIGIN + path)).status).toBe(404);
  });

  it('serves nobody else', async () => {
    expect((await answerPage(application, pages, 'camweave://other/')).status).toBe(403);
  });
});

it('the window isolates its pages', () => {
  expect(windowOptions('preload.cjs', true).webPreferences).toMatchObject({
    ...{ contextIsolation: true, sandbox: true, nodeIntegration: false, webviewTag: false },
    preload: 'preload.cjs',
  });
});

it('the window has the colour of its pages before they are there', () => {
  const styles = readFileSync(join(import.meta.dirname, '../../renderer/app.css'), 'utf8');
  const [light, dark] = [...styles.matchAll(/--panel: (#\w+);/g)].map(([, colour]) => colour);
  expect(windowOptions('', false).backgroundColor).toBe(light);
  expect(windowOptions('', true).backgroundColor).toBe(dark);
});

/** A menu, and what its entries have done. */
function menuOf(changes: Partial<MenuParts> = {}): { menu: Entry[]; done: string[] } {
  const done: string[] = [];
  const parts: MenuParts = {
    ...{ platform: 'linux', projectOpen: true, recent: ['/a/pets.camweave'], development: false },
    send: (action) => done.push(action),
    open: (path) => done.push(`open ${path}`),
    chooseProject: () => done.push('choose'),
    clearRecent: () => done.push('clear'),
    showLog: () => done.push('log'),
    about: () => done.push('about'),
    ...changes,
  };
  return { menu: menuTemplate(parts), done };
}
/** All entries of a menu, those of its submenus included. */
const entriesOf = (menu: Entry[]): Entry[] =>
  menu.flatMap((entry) => (Array.isArray(entry.submenu) ? entriesOf(entry.submenu) : [entry]));
const click = (entry: Entry): void => (entry.click as (() => void) | undefined)?.();

describe('the menu', () => {
  it('does something with every entry that is not a role', () => {
    const { menu, done } = menuOf();
    const own = entriesOf(menu).filter(({ role, type }) => role === undefined && type === undefined);
    own.forEach(click);
    expect(done).toHaveLength(own.length);
    expect(new Set(done).size).toBe(done.length);
    const wanted = ['export', 'choose', 'open /a/pets.camweave', 'clear', 'log', 'about', 'zoom-in', 'keys'];
    expect(done).toEqual(expect.arrayContaining(wanted));
  });

  it('disables what acts on a project while none is open', () => {
    const names = (open: boolean): (string | undefined)[] =>
      entriesOf(menuOf({ projectOpen: open }).menu)
        .filter(({ enabled }) => enabled === false)
        .map(({ label }) => label);
    expect(names(true)).toEqual([]);
    expect(names(false)).toEqual(expect.arrayContaining(['Export …', 'Undo', 'Accept', 'Zoom In', 'Keys']));
    expect(names(false)).not.toContain('Open …');
  });

  it('has what a system expects in its own place', () => {
    const { menu } = menuOf({ platform: 'darwin' });
    expect(menu.map(({ role }) => role)).toEqual(expect.arrayContaining(['appMenu', 'windowMenu', 'help']));
    expect(entriesOf(menu).some(({ role }) => role === 'quit')).toBe(false);
    const roles = entriesOf(menuOf().menu).map(({ role }) => role);
    expect(roles).toEqual(expect.arrayContaining(['quit', 'cut', 'copy', 'paste', 'selectAll']));
  });

  it('reloads and inspects pages only while Camweave is built on', () => {
    const roles = (development: boolean): (string | undefined)[] =>
      entriesOf(menuOf({ development }).menu).map(({ role }) => role);
    expect(roles(true)).toEqual(expect.arrayContaining(['reload', 'toggleDevTools']));
    expect(roles(false)).not.toContain('reload');
    expect(roles(false)).not.toContain('toggleDevTools');
  });

  it('says so where nothing was opened yet', () => {
    const labels = entriesOf(menuOf({ recent: [] }).menu).map(({ label }) => label);
    expect(labels).toContain('No Projects Yet');
    expect(labels).not.toContain('Clear');
  });
});

it('dialogs choose what was asked for, and nothing else can be asked for', () => {
  expect(dialogOptions('folder', '/a').properties).toContain('openDirectory');
  expect(dialogOptions('project', '').filters![0]!.extensions).toEqual(['camweave']);
  // Where a system cannot offer files and folders at once, one dialog would hide either.
  for (const what of CHOICES) {
    if (what === 'copy') continue;
    const { properties } = dialogOptions(what, '');
    expect(properties!.includes('openFile')).not.toBe(properties!.includes('openDirectory'));
  }
  expect(isChoice('save')).toBe(true);
  expect(isChoice('constructor')).toBe(false);
});

it('the preload script is small and speaks of the same channels', () => {
  const script = readFileSync(join(import.meta.dirname, '../../preload/preload.ts'), 'utf8');
  for (const name of Object.values(CHANNELS)) expect(script).toContain(`'${name}'`);
  expect(script.split('\n').length).toBeLessThan(60);
});

it('Chromium keeps what it keeps in a folder of its own beside the settings', () => {
  const paths = new Map<string, string>();
  const home = join(folder, 'home');
  const app = {
    setPath: (name: string, path: string) => void paths.set(name, path),
    setAppLogsPath: (path?: string) => void paths.set('logs', path!),
  };
  placeProfile(app, home);
  expect(paths.get('logs')).toBe(join(home, 'logs'));
  for (const name of ['userData', 'sessionData', 'crashDumps']) {
    expect(paths.get(name)).toContain(join(home, 'chromium'));
    expect(existsSync(paths.get(name)!)).toBe(true);
  }
});
