import { existsSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { makeReferencePack } from '../../../../testing/referencePack.ts';
import { shared } from '../../../../testing/sharedData.ts';
import { temporaryFolder } from '../../../../testing/temporaryFolder.ts';
import { DEFAULT_PARAMETERS } from '../../../shared/parameters/proposalParameters.ts';
import { forkChild } from '../../inference/host/forkChild.ts';
import { InferenceHost } from '../../inference/host/InferenceHost.ts';
import { adcam } from './adcam.ts';
import type { ProposeRequest } from './jobs.ts';
import { proposeJob } from './jobs.ts';
import type { Provider } from '../../inference/providers/providers.ts';

/** Chromium brings SwiftShader along, a Vulkan driver that computes on the CPU. */
const driver = [process.env['VK_ICD_FILENAMES'] ?? '', '/usr/lib/chromium/vk_swiftshader_icd.json'].find(
  existsSync,
);
const runs = shared.present && driver !== undefined;
if (!runs)
  process.stderr.write(
    'Skipped, webgpu: no reference models, or no Vulkan driver (install chromium for SwiftShader).\n',
  );

describe.runIf(runs)('the webgpu provider', () => {
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

  it('gives the scores that the cpu gives', async () => {
    process.env['VK_ICD_FILENAMES'] = driver;
    // Where Chromium's copy of the Vulkan loader lies, for machines that have no other.
    process.env['LD_LIBRARY_PATH'] = dirname(driver!);
    process.env['XDG_RUNTIME_DIR'] ??= mkdtempSync(join(tmpdir(), 'camweave-xdg-'));
    const pack = await makeReferencePack(folder);
    const cpu = await hostOn(pack, 'cpu');
    const webgpu = await hostOn(pack, 'webgpu');
    for (const file of readdirSync(shared.photographs).slice(0, 3)) {
      const request: ProposeRequest = {
        image: join(shared.photographs, file),
        tags: { given: [11, 12, 14] },
        parameters: { ...DEFAULT_PARAMETERS, scales: [1], flip: false },
      };
      const expected = (await cpu.run(proposeJob, request)).scores.adcam!;
      const actual = (await webgpu.run(proposeJob, request)).scores.adcam!;
      const worst = actual.reduce((max, value, i) => Math.max(max, Math.abs(value - expected[i]!)), 0);
      process.stderr.write(
        `webgpu against cpu, ${file}: greatest difference of scores ${worst.toExponential(1)}\n`,
      );
      expect(actual).toHaveLength(3 * 28 * 28);
      expect(worst).toBeLessThan(1e-3);
    }
  }, 600_000);
});
