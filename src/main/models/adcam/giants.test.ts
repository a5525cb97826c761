import { createHash } from 'node:crypto';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { endlessCnn, giantCnn, slowCnn } from '../../../../testing/giantModels.ts';
import { temporaryFolder } from '../../../../testing/temporaryFolder.ts';
import { forkChild } from '../../inference/host/forkChild.ts';
import { InferenceHost } from '../../inference/host/InferenceHost.ts';
import { adcam } from './adcam.ts';
import type { AdcamManifest } from './adcamManifest.ts';
import { inspectCnnJob } from './jobs.ts';

const folder = temporaryFolder();
const host = new InferenceHost(forkChild);
afterAll(() => host.close());

function modelFile(name: string, bytes: Uint8Array): string {
  const file = join(folder, name);
  writeFileSync(file, bytes);
  return file;
}

describe('a network of a stranger', () => {
  it('that never ends is refused before it runs', async () => {
    const file = modelFile('endless.onnx', endlessCnn());
    await expect(host.run(inspectCnnJob, { file })).rejects.toMatchObject({
      code: 'model-unsupported',
      message: expect.stringContaining('endless.onnx runs parts of itself over and over (the operator Loop)'),
    });
    expect(host.restarts).toBe(0);
  });

  it('that asks for more memory than its weights explain is ended, and the next one is looked at', async () => {
    const small = modelFile('small.onnx', giantCnn(0));
    const giant = modelFile('giant.onnx', giantCnn(6));
    await expect(host.run(inspectCnnJob, { file: giant })).rejects.toMatchObject({
      code: 'inference-failed',
      message: expect.stringMatching(/giant\.onnx .*it needs more than \d+ MB of memory/),
    });
    expect(
      await host.run(inspectCnnJob, { file: small }).catch((error: Error) => error.message),
    ).not.toContain('memory');
  });

  it('that works for minutes, which its weights do not explain, is ended after ten seconds', async () => {
    const file = modelFile('slow.onnx', slowCnn(1000));
    await expect(host.run(inspectCnnJob, { file })).rejects.toMatchObject({
      code: 'inference-failed',
      message: expect.stringMatching(/slow\.onnx \(no answer within 9\.\d+ s/),
    });
  });

  it('is found out when the pack that holds it is opened, before any photograph', async () => {
    const pack = join(folder, 'pack');
    cpSync(join(import.meta.dirname, '../../../../resources/packs/default'), pack, { recursive: true });
    const slow = slowCnn(1000);
    writeFileSync(join(pack, 'cnn.onnx'), slow);
    const manifest = JSON.parse(readFileSync(join(pack, 'pack.json'), 'utf8')) as AdcamManifest;
    manifest.cnn.sha256 = createHash('sha256').update(slow).digest('hex');
    writeFileSync(join(pack, 'pack.json'), JSON.stringify(manifest));
    await expect(host.open(adcam.id, pack, ['cpu'])).rejects.toMatchObject({
      code: 'inference-failed',
      message: expect.stringMatching(/pack \(no answer within \d+\.\d+ s/),
    });
  });
});
