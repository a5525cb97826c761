import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { endlessCnn, giantCnn } from '../../../../testing/giantModels.ts';
import { temporaryFolder } from '../../../../testing/temporaryFolder.ts';
import { forkChild } from '../../inference/host/forkChild.ts';
import { InferenceHost } from '../../inference/host/InferenceHost.ts';
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
});
