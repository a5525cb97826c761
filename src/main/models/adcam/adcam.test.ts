import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { makeReferencePack } from '../../../../testing/referencePack.ts';
import { shared } from '../../../../testing/sharedData.ts';
import { temporaryFolder } from '../../../../testing/temporaryFolder.ts';
import { DEFAULT_PARAMETERS } from '../../../shared/parameters/proposalParameters.ts';
import type { ChildLink, StartChild } from '../../inference/host/ChildLink.ts';
import { forkChild } from '../../inference/host/forkChild.ts';
import { InferenceHost } from '../../inference/host/InferenceHost.ts';
import { adcam } from './adcam.ts';
import type { ProposeRequest } from './jobs.ts';
import { proposeJob } from './jobs.ts';

const hosts: InferenceHost[] = [];
function newHost(start: StartChild = () => forkChild()): InferenceHost {
  const host = new InferenceHost(start);
  hosts.push(host);
  return host;
}
afterEach(() => hosts.splice(0).forEach((host) => host.close()));

const crashing = (): ChildLink =>
  forkChild(new URL('../../../../testing/children/crashes.ts', import.meta.url));

describe.runIf(shared.present)('AD-CAM in the inference child, with the reference models', () => {
  const folder = temporaryFolder();
  const files = shared.present ? readdirSync(shared.photographs).slice(0, 4) : [];
  let pack: string;
  beforeAll(async () => {
    pack = await makeReferencePack(folder);
  });
  const request = (file: string): ProposeRequest => ({
    image: join(shared.photographs, file),
    tags: { given: [11, 14] },
    parameters: { ...DEFAULT_PARAMETERS, scales: [1], flip: false },
  });

  it('a child killed in the middle of a batch loses nothing: its job runs again on a new one', async () => {
    const host = newHost();
    await host.open(adcam.id, pack, ['cpu']);
    const jobs = files.map((file) => host.run(proposeJob, request(file), { priority: 'batch' }));
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

  it('says so where no pack is open', async () => {
    await expect(newHost().run(proposeJob, request(files[0]!))).rejects.toMatchObject({
      code: 'pack-invalid',
      message: expect.stringContaining('No pack of kind adcam is open'),
    });
  });

  it('names the image that its process ended under', async () => {
    const starts = [forkChild, crashing, crashing];
    const host = newHost(() => starts.shift()!());
    await host.open(adcam.id, pack, ['cpu']);
    process.kill(host.childPid!, 'SIGKILL');
    await expect(host.run(proposeJob, request(files[0]!))).rejects.toMatchObject({
      code: 'inference-failed',
      message: expect.stringContaining(`while it worked on ${join(shared.photographs, files[0]!)} (`),
    });
  });

  it('an unreadable image is its own fault alone', async () => {
    const host = newHost();
    await host.open(adcam.id, pack, ['cpu']);
    const bad = host.run(proposeJob, { ...request('x'), image: join(folder, 'absent.jpg') });
    const good = host.run(proposeJob, request(files[0]!));
    await expect(bad).rejects.toMatchObject({
      code: 'image-unreadable',
      message: expect.stringContaining('absent.jpg'),
    });
    expect((await good).width).toBeGreaterThan(0);
    expect(host.restarts).toBe(0);
  });

  it('names the layers that a pack has, when asked for others', async () => {
    const host = newHost();
    await host.open(adcam.id, pack, ['cpu']);
    const wrong = { ...request(files[0]!), parameters: { ...DEFAULT_PARAMETERS, layers: [3, 12] } };
    await expect(host.run(proposeJob, wrong)).rejects.toThrow(
      'no attention layer 12: this pack has 12 (0 to 11)',
    );
  });

  it('ImageNet classes stand for VOC classes: many breeds make one dog', async () => {
    const host = newHost();
    const imagenet = await makeReferencePack(folder, 'imagenet');
    await host.open(adcam.id, imagenet, ['cpu']);
    const dog = { ...request('2007_005149.jpg'), tags: { given: [11] } };
    const { probabilities, scores } = await host.run(proposeJob, dog);
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
    const opened = await host.open(adcam.id, pack, ['webgpu', 'cpu']);
    expect(opened.provider).toBe('cpu');
    expect(opened.skipped).toEqual([
      { provider: 'webgpu', reason: expect.stringContaining('ended the inference process') },
    ]);
  });
});
