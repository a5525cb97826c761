import { join } from 'node:path';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { IpcMain } from 'electron';
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
import { dialogOptions, isChoice } from './dialogs.ts';
import { menuTemplate } from './menu.ts';
import { answerPage, CONTENT_SECURITY_POLICY, ORIGIN } from './pages.ts';
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
    await channel.send(own, CHANNELS.show, '/some/folder');
    expect(shown).toEqual(['/some/folder']);
  });

  it('has its input parsed', async () => {
    const wrong = await channel.send(own, CHANNELS.call, 'image.get', { id: 'one' });
    expect(wrong).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
  });

  it.each(strangers)('is told from %o, which is not answered', async (frame) => {
    const heard = channel.heard.length;
    expect(await channel.send(frame, CHANNELS.call, 'image.list', {})).toMatchObject({ ok: false });
    expect(await channel.send(frame, CHANNELS.choose, 'folder', '')).toBeNull();
    await channel.send(frame, CHANNELS.event);
    await channel.send(frame, CHANNELS.show, '/etc');
    expect(channel.heard.length).toBe(heard);
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

it('every entry of the menu that is not a role does an action', () => {
  const done: string[] = [];
  const click = (item: Electron.MenuItemConstructorOptions): void => {
    if (Array.isArray(item.submenu)) item.submenu.forEach(click);
    else if (item.click) (item.click as () => void)();
    else expect(item.role ?? item.type).toBeDefined();
  };
  menuTemplate('linux', true, (action) => done.push(action)).forEach(click);
  expect(done).toContain('export');
  expect(new Set(done).size).toBe(done.length);
  expect(menuTemplate('darwin', false, () => undefined)[0]).toMatchObject({ role: 'appMenu' });
});

it('entries of the menu that act on a project are disabled while none is open', () => {
  const actions = (open: boolean): Electron.MenuItemConstructorOptions[] =>
    menuTemplate('linux', open, () => undefined)
      .flatMap(({ submenu }) => submenu as Electron.MenuItemConstructorOptions[])
      .filter(({ click }) => click !== undefined);
  expect(actions(false).every(({ enabled }) => enabled === false)).toBe(true);
  expect(actions(true).every(({ enabled }) => enabled === true)).toBe(true);
});

it('dialogs choose what was asked for, and nothing else can be asked for', () => {
  expect(dialogOptions('folder', '/a').properties).toContain('openDirectory');
  expect(dialogOptions('project', '').filters![0]!.extensions).toEqual(['camweave']);
  expect(isChoice('save')).toBe(true);
  expect(isChoice('constructor')).toBe(false);
});

it('the preload script is small and speaks of the same channels', () => {
  const script = readFileSync(join(import.meta.dirname, '../../preload/preload.ts'), 'utf8');
  for (const name of Object.values(CHANNELS)) expect(script).toContain(`'${name}'`);
  expect(script.split('\n').length).toBeLessThan(60);
});
