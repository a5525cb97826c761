import type { ChildProcess } from 'node:child_process';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../../testing/temporaryFolder.ts';
import { inspectCnnJob } from '../../models/adcam/jobs.ts';
import type { Job } from '../jobs/Job.ts';
import { defineJob } from '../jobs/Job.ts';
import type { ChildExit, ChildLink, StartChild } from './ChildLink.ts';
import { forkChild } from './forkChild.ts';
import { InferenceHost } from './InferenceHost.ts';

const hosts: InferenceHost[] = [];
function newHost(
  start: StartChild = () => forkChild(),
  options?: { longestJobMs?: number; onRestart?: (exit: ChildExit) => void },
): InferenceHost {
  const host = new InferenceHost(start, options);
  hosts.push(host);
  return host;
}
afterEach(() => hosts.splice(0).forEach((host) => host.close()));

/** A child that does not answer, or ends at once: programs of their own in `testing`. */
const hanging = (): ChildLink => forkChild(new URL('../../../../testing/children/hangs.ts', import.meta.url));
const crashing = (): ChildLink =>
  forkChild(new URL('../../../../testing/children/crashes.ts', import.meta.url));
const anyJob = defineJob<undefined, null>('adcam', 'any', { needsPack: false });
const JOB = { file: 'nowhere.onnx' };

describe('a child that fails', () => {
  it('is replaced once for its job, which is then reported; the next job goes on', async () => {
    const starts = [crashing, crashing];
    const host = newHost(() => (starts.shift() ?? forkChild)());
    const [first, second] = [host.run(inspectCnnJob, JOB), host.run(inspectCnnJob, JOB)];
    await expect(first).rejects.toMatchObject({
      code: 'inference-failed',
      message: expect.stringMatching(/ended twice .* on nowhere.onnx \(exit code 7: driver fault/),
    });
    expect(host.restarts).toBe(2);
    await expect(second).rejects.toMatchObject({ code: 'not-found' });
  });

  it('once only, costs its job nothing', async () => {
    const starts = [crashing];
    const host = newHost(() => (starts.shift() ?? forkChild)());
    await expect(host.run(inspectCnnJob, JOB)).rejects.toMatchObject({ code: 'not-found' });
    expect(host.restarts).toBe(1);
  });

  it('is taken for hung after a while and treated alike', async () => {
    const host = newHost(hanging, { longestJobMs: 400 });
    await expect(host.run(anyJob, undefined)).rejects.toThrow(/ended twice .*no answer within 0.4 s/);
    expect(host.restarts).toBe(2);
  });

  it('is not tried again with a job that says itself how long it may take', async () => {
    const host = newHost(hanging);
    const short = defineJob<undefined, null>('adcam', 'short', {
      about: () => 'endless.onnx',
      longestMs: () => 300,
    });
    await expect(host.run(short, undefined)).rejects.toMatchObject({
      code: 'inference-failed',
      message: expect.stringMatching(/was ended while it worked on endless.onnx \(no answer within 0.3 s/),
    });
    expect(host.restarts).toBe(1);
  });
});

/** A child that takes half a second of the processor for each answer. */
const working = (): ChildLink => forkChild(new URL('../../../../testing/children/works.ts', import.meta.url));

describe.runIf(existsSync('/proc/self/schedstat'))('a child that others keep from running', () => {
  const others: ChildProcess[] = [];
  afterEach(() => others.splice(0).forEach((other) => other.kill('SIGKILL')));

  it('is not taken for hung: the time that it waits for a processor does not count', async () => {
    const host = newHost(() => {
      const child = working();
      for (let i = 0; i < 8; i++)
        others.push(spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }));
      for (const { pid } of [child, ...others])
        spawnSync('taskset', ['--all-tasks', '--pid', '1', String(pid)], { stdio: 'ignore' });
      return child;
    });
    const began = performance.now();
    const job = defineJob<undefined, null>('adcam', 'work', { needsPack: false, longestMs: () => 2000 });
    expect(await host.run(job, undefined)).toBeNull();
    expect(performance.now() - began).toBeGreaterThan(2000);
    expect(host.restarts).toBe(0);
  });
});

describe('cancellation', () => {
  it('takes a waiting job out of the queue and leaves the others', async () => {
    const host = newHost();
    const controller = new AbortController();
    const file = 'nowhere.onnx';
    const first = host.run(inspectCnnJob, { file });
    const second = host.run(inspectCnnJob, { file }, { signal: controller.signal });
    const third = host.run(inspectCnnJob, { file });
    const outcomes = Promise.allSettled([first, second, third]);
    controller.abort();
    const codes = (await outcomes).map((outcome) => outcome.status === 'rejected' && outcome.reason.code);
    expect(codes).toEqual(['not-found', 'cancelled', 'not-found']);
  });

  it('closing rejects what waits and ends the child', async () => {
    const host = newHost(hanging);
    const waiting = host.run(inspectCnnJob, JOB);
    while (host.childPid === undefined) await new Promise((resolve) => setTimeout(resolve, 10));
    const pid = host.childPid;
    host.close();
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
    await expect.poll(() => isRunning(pid)).toBe(false);
  });
});

/** A child without models, in which any file is a pack. */
const pretending = (): ChildLink =>
  forkChild(new URL('../../../../testing/children/packs.ts', import.meta.url));
const whichPack = (kind: string): Job<null, string | null> => defineJob(kind, 'which-pack');
const allPacks = defineJob<null, Record<string, string>>('a', 'all-packs', { needsPack: false });

describe('the packs of two kinds', () => {
  const folder = temporaryFolder();
  let files: { a: string; b: string };
  beforeEach(() => {
    files = { a: join(folder, 'a'), b: join(folder, 'b') };
    for (const file of Object.values(files)) writeFileSync(file, '');
  });

  async function hostOfBoth(): Promise<InferenceHost> {
    const host = newHost(pretending);
    await host.open('a', files.a, ['cpu']);
    await host.open('b', files.b, ['cpu']);
    return host;
  }

  it('are open at once, and one of the same kind takes the place of the last', async () => {
    const host = await hostOfBoth();
    expect(await host.run(allPacks, null)).toEqual(files);
    await host.open('a', files.b, ['cpu']);
    expect(await host.run(allPacks, null)).toEqual({ a: files.b, b: files.b });
    expect(host.provider('a')).toEqual({ provider: 'cpu', skipped: [] });
    expect(host.provider('c')).toBeUndefined();
  });

  it('are opened again in a new child, in front of the first job that needs them', async () => {
    const host = await hostOfBoth();
    await killed(host);
    expect(await host.run(allPacks, null)).toEqual({});
    expect(await host.run(whichPack('b'), null)).toBe(files.b);
    expect(await host.run(whichPack('a'), null)).toBe(files.a);
    expect(host.restarts).toBe(1);
  });

  it('do not share their fate: one that is gone by now costs the other nothing', async () => {
    const host = await hostOfBoth();
    rmSync(files.b);
    await killed(host);
    await expect(host.run(whichPack('b'), null)).rejects.toMatchObject({ code: 'not-found' });
    expect(await host.run(whichPack('a'), null)).toBe(files.a);
  });
});

describe('how a child ended', () => {
  it('is handed over with what it wrote last, to whoever logs it and with the error', async () => {
    const exits: ChildExit[] = [];
    const host = newHost(crashing, { onRestart: (exit) => exits.push(exit) });
    const end = { how: 'exit code 7', stderr: 'driver fault\n' };
    await expect(host.run(inspectCnnJob, JOB)).rejects.toMatchObject({ cause: end });
    expect(exits).toEqual([end, end]);
  });

  it('is that it hung, where it did', async () => {
    const exits: ChildExit[] = [];
    const host = newHost(hanging, { longestJobMs: 200, onRestart: (exit) => exits.push(exit) });
    await expect(host.run(anyJob, undefined)).rejects.toMatchObject({ code: 'inference-failed' });
    expect(exits.map(({ how }) => how)).toEqual(['no answer within 0.2 s', 'no answer within 0.2 s']);
  });
});

async function killed(host: InferenceHost): Promise<void> {
  process.kill(host.childPid!, 'SIGKILL');
  await expect.poll(() => host.childPid).toBeUndefined();
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
