import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { hostname as osHostname } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scoredProject } from '../../../testing/scoredProject.ts';
import { temporaryFolder } from '../../../testing/temporaryFolder.ts';
import type { ImageDetail, ImageSummary } from '../../shared/contract/imageRoutes.ts';
import type { ProjectSummary } from '../../shared/contract/projectRoutes.ts';
import type { Result } from '../../shared/contract/result.ts';
import { readIndexMask } from '../image/mask/readIndexMask.ts';
import type { ProjectFile } from '../project/ProjectFile.ts';
import { forkChild } from '../inference/host/forkChild.ts';
import { Application } from '../desk/Application.ts';
import { SettingsFile } from '../desk/SettingsFile.ts';
import type { ServeOptions, Server } from './serveApplication.ts';
import { serveApplication } from './serveApplication.ts';

const folder = temporaryFolder();
let project: ProjectFile;
let server: Server;
let application: Application;
let origin: string;
let cookie: string;

beforeAll(async () => {
  const made = scoredProject(folder, ['plain.jpg', 'plain.tif', 'plain.png']);
  made.close();
  application = new Application({
    startChild: forkChild,
    settings: new SettingsFile(join(folder, 'settings')),
    resources: join(folder, 'resources'),
    project: made.path,
  });
  project = application.projects.current.file;
  const pages = join(folder, 'pages');
  mkdirSync(pages);
  writeFileSync(join(pages, 'index.html'), '<!doctype html><title>Camweave</title>');
  server = await serveApplication(application, { host: '127.0.0.1', port: 0, pages });
  origin = new URL(server.link).origin;
  const opened = await fetch(server.link, { redirect: 'manual' });
  cookie = opened.headers.get('set-cookie')!.split(';')[0]!;
});
afterAll(async () => {
  await server.close();
  application.projects.close();
});

async function call<T>(route: string, input: unknown = {}): Promise<T> {
  const result = await ask(route, input);
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value as T;
}
async function ask(route: string, input: unknown): Promise<Result> {
  const response = await fetch(`${origin}/api/${route}`, {
    method: 'POST',
    headers: { cookie },
    body: JSON.stringify(input),
  });
  return (await response.json()) as Result;
}

/** fetch does not let a test choose Host and Origin. */
function status(path: string, headers: Record<string, string>): Promise<number> {
  return statusAt(Number(new URL(origin).port), path, headers);
}
function statusAt(port: number, path: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request({ hostname: '127.0.0.1', port, path, headers }, (response) => {
      response.resume();
      resolve(response.statusCode!);
    });
    sent.once('error', reject).end();
  });
}

describe('a server', () => {
  it('opens by its link once, then by a cookie that scripts and other sites do not get', async () => {
    const opened = await fetch(server.link, { redirect: 'manual' });
    expect(opened.status).toBe(302);
    expect(opened.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Strict/);
    const page = await fetch(`${origin}/`, { headers: { cookie } });
    expect(await page.text()).toContain('<title>Camweave</title>');
    const policy = page.headers.get('content-security-policy')!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain('unsafe');
  });

  it('keeps its token out of the cookie, which is good for its port alone', async () => {
    const { port, searchParams } = new URL(server.link);
    expect(cookie).toMatch(new RegExp(`^camweave-${port}=`));
    expect(decodeURIComponent(cookie)).not.toContain(searchParams.get('token'));
    expect(await status('/', { cookie: cookie.replace(port, '1') })).toBe(401);
    expect(await status('/', { cookie: `camweave-${port}=camweave-${port}` })).toBe(401);
    expect(await status('/', { cookie: `other=1; ${cookie}; camweave-1=x` })).toBe(200);
  });

  it('exports, and copies its project, below the folder of that project alone', async () => {
    const options = {
      format: 'voc',
      states: ['proposed'],
      split: { valShare: 0, seed: 0 },
      replace: false,
      options: {},
    };
    const elsewhere = join(temporaryFolder(), 'out');
    expect(await ask('export.run', { ...options, out: elsewhere })).toMatchObject({
      ok: false,
      error: { code: 'not-writable', message: expect.stringContaining('--export-root FOLDER') },
    });
    expect(existsSync(elsewhere)).toBe(false);
    expect(await ask('export.run', { ...options, out: join(folder, 'out') })).toMatchObject({ ok: true });
    const copy = { path: join(temporaryFolder(), 'copy.camweave') };
    expect(await ask('project.saveCopy', copy)).toMatchObject({ error: { code: 'not-writable' } });
    expect(existsSync(copy.path)).toBe(false);
    expect(await ask('project.saveCopy', { path: join(folder, 'copy.camweave') })).toMatchObject({
      ok: true,
    });
  });

  it('answers nobody without the token, and no other host or site', async () => {
    const { host } = new URL(origin);
    expect(await status('/', {})).toBe(401);
    expect(await status('/?token=wrong', {})).toBe(401);
    expect(await status('/', { cookie: 'camweave=wrong' })).toBe(401);
    expect(await status('/', { cookie })).toBe(200);
    expect(await status('/', { cookie, host: 'evil.example' })).toBe(421);
    expect(await status('/', { cookie, host, origin: 'http://evil.example' })).toBe(403);
    expect(await status('/', { cookie, host, origin })).toBe(200);
  });

  it('serves photographs by opaque names alone', async () => {
    const images = await call<ImageSummary[]>('image.list');
    const served = await fetch(`${origin}/image/${images[0]!.name}`, { headers: { cookie } });
    expect(served.headers.get('content-type')).toBe('image/jpeg');
    const bytes = Buffer.from(await served.arrayBuffer());
    expect(bytes.equals(readFileSync(join(folder, 'photos', 'plain.jpg')))).toBe(true);
    const paths = [
      '/image/1',
      '/image/plain.jpg',
      '/image/..%2f..%2ftest.camweave',
      '/../photos/plain.jpg',
      '/%2e%2e/test.camweave',
    ];
    for (const path of paths) expect(await status(path, { cookie })).toBe(404);
  });

  it('turns a TIFF into what browsers show', async () => {
    const tiff = (await call<ImageSummary[]>('image.list')).find(({ path }) => path === 'plain.tif')!;
    const served = await fetch(`${origin}/image/${tiff.name}`, { headers: { cookie } });
    expect(served.headers.get('content-type')).toBe('image/jpeg');
  });

  it('refuses an address that other machines reach, without a token of its own', async () => {
    const open = serveApplication(application, { host: '0.0.0.0', port: 0, pages: folder });
    await expect(open).rejects.toThrow('Give a token of your own with --token');
  });

  it.each(['', 'fifteen letters', '                    '])('refuses the weak token "%s"', async (token) => {
    const open = serveApplication(application, { host: '127.0.0.1', port: 0, token, pages: folder });
    await expect(open).rejects.toThrow('16 characters or more');
  });
});

describe('a server that starts again', () => {
  const pages = temporaryFolder();
  writeFileSync(join(pages, 'index.html'), 'the page');
  const start = (more: Partial<ServeOptions> = {}): Promise<Server> =>
    serveApplication(application, { host: '127.0.0.1', project: '/again.camweave', pages, ...more });
  const cookieOf = async (link: string): Promise<string> =>
    (await fetch(link, { redirect: 'manual', headers: { connection: 'close' } })).headers
      .get('set-cookie')!
      .split(';')[0]!;
  // A connection of its own for each: one that is kept alive would outlive its server.
  const answer = (link: string, withCookie: string): Promise<number> =>
    statusAt(Number(new URL(link).port), '/', { cookie: withCookie, connection: 'close' });

  it('is found by its pages at the same port and token, and at both where another port is asked for', async () => {
    const first = await start();
    const page = await cookieOf(first.link);
    await first.close();
    const second = await start();
    expect(second.link).toBe(first.link);
    expect(await answer(first.link, page)).toBe(200);
    await second.close();

    const third = await start({ port: 0 });
    expect(third.link).not.toBe(first.link);
    expect(await answer(first.link, page)).toBe(200);
    expect(await answer(third.link, page)).toBe(401);
    expect(await answer(third.link, await cookieOf(third.link))).toBe(200);
    // Where both are taken, any free one will do; it is said.
    const other = await start();
    expect(other.notices).toEqual([expect.stringMatching(/^Port \d+, .* is taken/)]);
    expect(new URL(other.link).port).not.toBe(new URL(first.link).port);
    await third.close();
    await other.close();
  });

  it('turns away the cookies of another token', async () => {
    const first = await start({ token: 'token-number-one' });
    const page = await cookieOf(first.link);
    await first.close();
    const { port } = new URL(first.link);
    const second = await start({ token: 'token-number-two', port: Number(port) });
    expect(await answer(first.link, page)).toBe(401);
    const refused = await fetch(new URL('/', second.link), { headers: { connection: 'close' } });
    expect(await refused.text()).toMatch(/Open the link that `camweave serve` printed, or add \?token=/);
    await second.close();
    const third = await start({ token: 'token-number-one', port: Number(port) });
    expect(await answer(first.link, page)).toBe(200);
    await third.close();
  });

  it('says that a port is taken, and has a link for any token', async () => {
    const first = await start({ token: 'a token & a half=' });
    const { port } = new URL(first.link);
    expect((await fetch(first.link, { redirect: 'manual' })).status).toBe(302);
    await expect(start({ port: Number(port) })).rejects.toThrow(`Port ${port} is taken`);
    await first.close();
  });

  it('on all addresses answers to them and to the machine’s names', async () => {
    const everywhere = await start({ host: '0.0.0.0', port: 0, token: 'a-token-for-everyone' });
    const { port, hostname } = new URL(everywhere.link);
    expect(hostname).not.toBe('0.0.0.0');
    expect((await fetch(everywhere.link, { redirect: 'manual' })).status).toBe(302);
    const asked = (host: string): Promise<number> => statusAt(Number(port), '/', { host });
    expect(await asked(`${osHostname().toLowerCase()}:${port}`)).toBe(401);
    expect(await asked(`localhost:${port}`)).toBe(401);
    expect(await asked(`0.0.0.0:${port}`)).toBe(421);
    expect(await asked(`evil.example:${port}`)).toBe(421);
    expect(await asked('localhost:1')).toBe(421);
    await everywhere.close();
  });
});

describe('the contract', () => {
  it('says what is in the project', async () => {
    expect(await call<ProjectSummary>('project.get')).toMatchObject({
      name: 'test',
      voidHalfWidth: 0,
      classes: [{ label: 1, name: 'cat', threshold: 0.5 }, { label: 2 }],
    });
    const images = await call<ImageSummary[]>('image.list');
    expect(images.map(({ path, state }) => [path, state])).toContainEqual(['plain.jpg', 'proposed']);
    const { scores } = await call<ImageDetail>('image.get', { id: images[0]!.id });
    const values = new Float32Array(Uint8Array.from(Buffer.from(scores!.values, 'base64')).buffer);
    expect([scores!.grid, scores!.labels, values.length]).toEqual([2, [1], 4]);
    expect(values[0]).toBe(1);
  });

  it('accepting freezes the label map; thresholds no longer touch it; reopening lets go', async () => {
    const id = (await call<ImageSummary[]>('image.list')).find(({ path }) => path === 'plain.png')!.id;
    await call('image.setThreshold', { id, label: 1, threshold: 0.05 });
    expect(await call<ImageSummary>('image.accept', { id })).toMatchObject({ state: 'accepted' });
    await call('image.setThreshold', { id, label: 1, threshold: null });
    await call('class.setThreshold', { label: 1, threshold: 0.7 });
    const frozen = project.labels.get(id)!;
    expect(readIndexMask(frozen.png, 'frozen').data.every((label) => label === 1)).toBe(true);
    expect(frozen.provenance).toMatchObject({ thresholds: { 1: 0.05 }, edited: false });
    expect(await call<ImageSummary>('image.reopen', { id })).toMatchObject({ state: 'proposed' });
    expect(project.labels.get(id)).toBeUndefined();
    expect(await call<ImageSummary>('image.reject', { id })).toMatchObject({ state: 'rejected' });
  });

  it('refuses a request of more than 128 MB in words, and logs no fault', async () => {
    const response = await fetch(`${origin}/api/image.list`, {
      method: 'POST',
      headers: { cookie },
      body: Buffer.alloc(128 * 1024 ** 2 + 1, 32),
    });
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({
      error: { message: expect.stringContaining('more than 128 MB') },
    });
    expect(existsSync(application.faults.file)).toBe(false);
  });

  it('turns what is wrong into code and words', async () => {
    expect(await ask('image.get', { id: 'one' })).toMatchObject({
      ok: false,
      error: { code: 'invalid-input' },
    });
    expect(await ask('image.get', { id: 1, path: '/etc/passwd' })).toMatchObject({
      ok: false,
      error: { code: 'invalid-input' },
    });
    expect(await ask('image.get', { id: 999 })).toMatchObject({ ok: false, error: { code: 'not-found' } });
    expect(await ask('class.setThreshold', { label: 1, threshold: 2 })).toMatchObject({ ok: false });
    expect(await ask('class.setThreshold', { label: 99, threshold: 0.5 })).toMatchObject({ ok: false });
    expect(await ask('toString', {})).toMatchObject({ ok: false, error: { code: 'not-found' } });
    expect(await ask('image.list', undefined)).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
  });
});
