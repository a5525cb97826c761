import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { makeReferencePack } from '../../../../testing/referencePack.ts';
import { shared } from '../../../../testing/sharedData.ts';
import { makeTinyPack } from '../../../../testing/tinyPack.ts';
import { temporaryFolder } from '../../../../testing/temporaryFolder.ts';
import { hasVulkan, useVulkanOnCpu } from '../../../../testing/vulkanOnCpu.ts';
import { DEFAULT_PARAMETERS } from '../../../shared/parameters/proposalParameters.ts';
import { forkChild } from '../../inference/host/forkChild.ts';
import { InferenceHost } from '../../inference/host/InferenceHost.ts';
import { adcam } from './adcam.ts';
import { evidenceJob } from './jobs.ts';
import type { Provider } from '../../inference/providers/providers.ts';

/** On a driver that computes on the CPU the reference models take many minutes. */
const patient = process.env['CAMWEAVE_SLOW_TESTS'] === '1';

const samples = join(import.meta.dirname, '../../../../resources/samples');

describe.runIf(hasVulkan)('the webgpu provider computes what the cpu computes', () => {
  const folder = temporaryFolder();
  const hosts: InferenceHost[] = [];
  afterAll(() => hosts.forEach((host) => host.close()));

  async function hostOn(pack: string, provider: Provider): Promise<InferenceHost> {
    const host = new InferenceHost(forkChild);
    hosts.push(host);
    const opened = await host.open(adcam.id, pack, [provider]);
    expect(opened.provider).toBe(provider);
    return host;
  }

  /** Proposes some photographs on both, for pack classes given by position. */
  async function compare(
    pack: string,
    photographs: readonly { image: string; given: number[] }[],
  ): Promise<void> {
    useVulkanOnCpu();
    const cpu = await hostOn(pack, 'cpu');
    const webgpu = await hostOn(pack, 'webgpu');
    const told: string[] = [];
    for (const { image, given } of photographs) {
      const expected = await everything(cpu, image, given);
      const actual = await everything(webgpu, image, given);
      for (const [name, values] of Object.entries(expected)) {
        const largest = values.reduce((a, b) => Math.max(a, b), 0);
        const worst = values.reduce((max, value, i) => Math.max(max, Math.abs(actual[name]![i]! - value)), 0);
        told.push(`${name} ${(worst / largest).toExponential(1)}`);
        expect(actual[name]).toHaveLength(values.length);
        expect(worst / largest, name).toBeLessThan(1e-3);
      }
      // A map that is flat, or a matrix of equal numbers, would prove little.
      for (const name of ['cam', 'attention'])
        expect(new Set(expected[name]).size, name).toBeGreaterThan(150);
    }
    process.stderr.write(`webgpu against cpu, greatest differences: ${told.join(', ')}\n`);
  }

  /** The scores, and all that they rest on. */
  async function everything(
    host: InferenceHost,
    image: string,
    tags: number[],
  ): Promise<Record<string, Float32Array>> {
    const parameters = { ...DEFAULT_PARAMETERS, scales: [1], flip: false };
    const { maps, attention, refined } = await host.run(evidenceJob, { image, tags, parameters });
    return { ...maps, attention, refined };
  }

  it('with the bundled CNN and a small vision transformer', async () => {
    const [cat, bottle, person] = [7, 4, 14];
    const photographs = [
      { image: join(samples, 'spacesuit.jpg'), given: [bottle, person] },
      { image: join(samples, 'cat.jpg'), given: [cat] },
      { image: join(samples, 'officer.jpg'), given: [person] },
    ];
    await compare(await makeTinyPack(folder), photographs.slice(0, patient ? 3 : 1));
  }, 300_000);

  it.runIf(shared.present && patient)(
    'with the reference models',
    async () => {
      const photographs = readdirSync(shared.photographs).slice(0, 3);
      const given = [11, 12, 14];
      const files = photographs.map((name) => ({ image: join(shared.photographs, name), given }));
      await compare(await makeReferencePack(folder), files);
    },
    3_600_000,
  );
});
