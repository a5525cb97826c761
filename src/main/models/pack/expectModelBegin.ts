import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { expectRegularFile } from '../../image/expectRegularFile.ts';
import { beginsAsModel, notOnnx } from '../../onnx/onnxModel.ts';

/**
 * Looks at the first byte of a file that is to be a model, before a gigabyte of something else is read.
 *
 * @throws AppError `model-unsupported`, also for what is no regular file; what the system throws for a file that cannot be read
 */
export function expectModelBegin(file: string): void {
  expectRegularFile(file, statSync(file), 'model-unsupported', Infinity);
  const first = Buffer.alloc(1);
  const descriptor = openSync(file, 'r');
  try {
    readSync(descriptor, first, 0, 1, 0);
  } finally {
    closeSync(descriptor);
  }
  if (!beginsAsModel(first)) throw notOnnx(basename(file));
}
