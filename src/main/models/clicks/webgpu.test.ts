import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { makeClicksPack } from '../../../../testing/clicksPack.ts';
import { fixtureFolder } from '../../../../testing/fillWeights.ts';
import { temporaryFolder } from '../../../../testing/temporaryFolder.ts';
import { hasVulkan, useVulkanOnCpu } from '../../../../testing/vulkanOnCpu.ts';
import { forkChild } from '../../inference/host/forkChild.ts';
import { InferenceHost } from '../../inference/host/InferenceHost.ts';
import type { Provider } from '../../inference/providers/providers.ts';
import { clicks } from './clicks.ts';
import { clickJob } from './jobs.ts';

const image = join(import.meta.dirname, '../../../../resources/samples/spacesuit.jpg');
const hosts: InferenceHost[] = [];
afterAll(() => hosts.forEach((host) => host.close()));

async function hostOn(pack: string, provider: Provider): Promise<InferenceHost> {
  const host = new InferenceHost(forkChild);
  hosts.push(host);
  expect((await host.open(clicks.id, pack, [provider])).provider).toBe(provider);
  return host;
}

/** Each takes a driver on the CPU minutes. */
const patient = process.env['CAMWEAVE_SLOW_TESTS'] === '1';

it.runIf(hasVulkan && patient).each(['efficient-sam', 'segment-anything', 'segment-anything-2'])(
  'masks of the webgpu provider are those of the cpu, in the convention of %s',
  { timeout: 300_000 },
  async (convention) => {
    useVulkanOnCpu();
    const fixture = (part: string): string => join(fixtureFolder, 'clicks', `${convention}.${part}.onnx`);
    const files = { encoder: fixture('encoder'), decoder: fixture('decoder') };
    const pack = await makeClicksPack(temporaryFolder(), files, convention);
    const [cpu, webgpu] = [await hostOn(pack, 'cpu'), await hostOn(pack, 'webgpu')];
    const points = [
      { x: 200, y: 180, positive: true },
      { x: 40, y: 60, positive: false },
    ];
    const expected = await cpu.run(clickJob, { image, points });
    const actual = await webgpu.run(clickJob, { image, points });
    expect(actual.candidates).toHaveLength(expected.candidates.length);
    for (const [k, { logits }] of expected.candidates.entries()) {
      const other = actual.candidates[k]!.logits;
      const largest = logits.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
      const apart = logits.reduce((most, value, i) => Math.max(most, Math.abs(other[i]! - value)), 0);
      expect(apart / largest).toBeLessThan(1e-3);
      // A flat mask would prove little.
      expect(new Set(logits).size).toBeGreaterThan(100);
    }
  },
);
