import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { makeReferencePack } from '../../../../testing/referencePack.ts';
import { shared } from '../../../../testing/sharedData.ts';
import { temporaryFolder } from '../../../../testing/temporaryFolder.ts';
import { DEFAULT_PARAMETERS } from '../../../shared/parameters/proposalParameters.ts';
import type { ProposeRequest } from '../protocol.ts';
import type { ChildLink, StartChild } from './ChildLink.ts';
import { forkChild } from './forkChild.ts';
import { InferenceHost } from './InferenceHost.ts';

const hosts: InferenceHost[] = [];
function newHost(start: StartChild = () => forkChild(), options?: { longestJobMs?: number }): InferenceHost {
  const host = new InferenceHost(start, options);
  hosts.push(host);
  return host;
}
afterEach(() => hosts.splice(0).forEach((host) => host.close()));

/** A child that does not answer, or ends at once: programs of their own in `testing`. */
const hanging = (): ChildLink => forkChild(new URL('../../../../testing/children/hangs.ts', import.meta.url));
const crashing = (): ChildLink =>
  forkChild(new URL('../../../../testing/children/crashes.ts', import.meta.url));
const JOB = { type: 'inspect', file: 'nowhere.onnx', role: 'cnn' } as const;

describe('a child that fails', () => {
  it('is replaced once for its job, which is then reported; the next job goes on', async () => {
    const starts = [crashing, crashing];
    const host = newHost(() => (starts.shift() ?? forkChild)());
    const [first, second] = [host.run<'inspect'>(JOB), host.run<'inspect'>(JOB)];
    await expect(first).rejects.toMatchObject({
      code: 'inference-failed',
      message: expect.stringMatching(/ended twice .* on inspect \(exit code 7: driver fault/),
    });
    expect(host.restarts).toBe(2);
    await expect(second).rejects.toMatchObject({ code: 'not-found' });
  });

  it('once only, costs its job nothing', async () => {
    const starts = [crashing];
    const host = newHost(() => (starts.shift() ?? forkChild)());
    await expect(host.run<'inspect'>(JOB)).rejects.toMatchObject({ code: 'not-found' });
    expect(host.restarts).toBe(1);
  });

  it('is taken for hung after a while and treated alike', async () => {
    const host = newHost(hanging, { longestJobMs: 400 });
    await expect(host.run<'inspect'>(JOB)).rejects.toThrow('no answer within 0.4 s');
  });
});

describe('cancellation', () => {
  it('takes a waiting job out of the queue and leaves the others', async () => {
    const host = newHost();
    const controller = new AbortController();
    const file = 'nowhere.onnx';
    const first = host.run<'inspect'>({ type: 'inspect', file, role: 'cnn' });
    const second = host.run<'inspect'>({ type: 'inspect', file, role: 'cnn' }, { signal: controller.signal });
    const third = host.run<'inspect'>({ type: 'inspect', file, role: 'cnn' });
    const outcomes = Promise.allSettled([first, second, third]);
    controller.abort();
    const codes = (await outcomes).map((outcome) => outcome.status === 'rejected' && outcome.reason.code);
    expect(codes).toEqual(['not-found', 'cancelled', 'not-found']);
  });

  it('closing rejects what waits and ends the child', async () => {
    const host = newHost(hanging);
    const waiting = host.run<'inspect'>(JOB);
    while (host.childPid === undefined) await new Promise((resolve) => setTimeout(resolve, 10));
    const pid = host.childPid;
    host.close();
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
    await expect.poll(() => isRunning(pid)).toBe(false);
  });
});

describe.runIf(shared.present)('with the reference models', () => {
  const folder = temporaryFolder();
  const files = shared.present ? readdirSync(shared.photographs).slice(0, 4) : [];
  let pack: string;
  beforeAll(async () => {
    pack = await makeReferencePack(folder);
  });
  const request = (file: string): ProposeRequest => ({
    type: 'propose',
    image: join(shared.photographs, file),
    tags: { given: [11, 14] },
    parameters: { ...DEFAULT_PARAMETERS, scales: [1], flip: false },
  });

  it('a child killed in the middle of a batch loses nothing: its job runs again on a new one', async () => {
    const host = newHost();
    await host.run<'open'>({ type: 'open', pack, providers: ['cpu'], skipped: [] });
    const jobs = files.map((file) => host.run<'propose'>(request(file), { priority: 'batch' }));
    await jobs[0];
    process.kill(host.childPid!, 'SIGKILL');
    const results = await Promise.all(jobs);
    expect(host.restarts).toBe(1);
    results.forEach((result) => {
      expect(result.scores.adcam).toHaveLength(2 * 28 * 28);
      expect(result.contentHash).toMatch(/^[0-9a-f]{64}$/);
    });
    expect(host.memory.peak).toBeGreaterThan(50e6);
  });

  it('an unreadable image is its own fault alone', async () => {
    const host = newHost();
    await host.run<'open'>({ type: 'open', pack, providers: ['cpu'], skipped: [] });
    const bad = host.run<'propose'>({ ...request('x'), image: join(folder, 'absent.jpg') });
    const good = host.run<'propose'>(request(files[0]!));
    await expect(bad).rejects.toMatchObject({
      code: 'image-unreadable',
      message: expect.stringContaining('absent.jpg'),
    });
    expect((await good).width).toBeGreaterThan(0);
    expect(host.restarts).toBe(0);
  });

  it('names the layers that a pack has, when asked for others', async () => {
    const host = newHost();
    await host.run<'open'>({ type: 'open', pack, providers: ['cpu'], skipped: [] });
    const wrong = { ...request(files[0]!), parameters: { ...DEFAULT_PARAMETERS, layers: [3, 12] } };
    await expect(host.run<'propose'>(wrong)).rejects.toThrow(
      'no attention layer 12: this pack has 12 (0 to 11)',
    );
  });

  it('ImageNet classes stand for VOC classes: many breeds make one dog', async () => {
    const host = newHost();
    const imagenet = await makeReferencePack(folder, 'imagenet');
    await host.run<'open'>({ type: 'open', pack: imagenet, providers: ['cpu'], skipped: [] });
    const dog = { ...request('2007_005149.jpg'), tags: { given: [11] } };
    const { probabilities, scores } = await host.run<'propose'>(dog);
    expect(probabilities[11]).toBe(Math.max(...probabilities));
    expect(probabilities[11]).toBeGreaterThan(0.3);
    expect(probabilities[14]).toBe(0);
    expect(Math.max(...scores.adcam!)).toBeCloseTo(1);
  });

  it('a provider that takes the process down is left out, and the next one runs', async () => {
    // A stand-in for a driver that crashes: the child that tries webgpu is killed as it announces it.
    const startFragile = (): ChildLink => {
      const link = forkChild();
      return {
        ...link,
        onMessage: (listener) =>
          link.onMessage((message) => {
            listener(message);
            if (message.type === 'trying' && message.provider === 'webgpu') link.kill();
          }),
      };
    };
    const host = new InferenceHost(startFragile);
    hosts.push(host);
    const opened = await host.run<'open'>({ type: 'open', pack, providers: ['webgpu', 'cpu'], skipped: [] });
    expect(opened.provider).toBe('cpu');
    expect(opened.skipped).toEqual([
      { provider: 'webgpu', reason: expect.stringContaining('ended the inference process') },
    ]);
  });
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
