import { spawnSync } from 'node:child_process';
import { readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fixtureFolder } from '../../../../testing/fillWeights.ts';
import { temporaryFolder } from '../../../../testing/temporaryFolder.ts';
import { expectModelBegin } from './expectModelBegin.ts';
import { readModelFile } from './modelSize.ts';
import { packFiles } from './packFiles.ts';

const folder = temporaryFolder();

describe('a file that is to be a model', () => {
  it('of other bytes is refused by the first of them', () => {
    const zeros = join(folder, 'zeros.onnx');
    writeFileSync(zeros, '');
    truncateSync(zeros, 1e9);
    expect(() => expectModelBegin(zeros)).toThrow('zeros.onnx is not an ONNX model');
    for (const text of ['', 'just some text', '<html>', '{"a": 1}', 'PK\u0003\u0004']) {
      const file = join(folder, 'other.onnx');
      writeFileSync(file, text);
      expect(() => expectModelBegin(file), text).toThrow('other.onnx is not an ONNX model');
    }
  });

  it('of a known exporter is let through', () => {
    for (const name of readdirSync(fixtureFolder).filter((file) => file.endsWith('.onnx')))
      expect(() => expectModelBegin(join(fixtureFolder, name)), name).not.toThrow();
  });

  it.skipIf(process.platform === 'win32')('that is a pipe or a device is not opened', () => {
    const pipe = join(folder, 'pipe');
    expect(spawnSync('mkfifo', [pipe]).status).toBe(0);
    for (const file of [pipe, '/dev/zero']) {
      for (const read of [expectModelBegin, readModelFile, packFiles])
        expect(() => read(file)).toThrow(`${file} is not a regular file`);
    }
  });
});
