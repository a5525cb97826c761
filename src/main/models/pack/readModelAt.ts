import { basename } from 'node:path';
import { AppError } from '../../../shared/errors/AppError.ts';
import { whyUnreadable } from '../../../shared/errors/fileErrorWords.ts';
import { checkModel } from '../../onnx/checkModel.ts';
import { OnnxGraph } from '../../onnx/OnnxGraph.ts';
import { decodeModel } from '../../onnx/onnxModel.ts';
import { expectModelBegin } from './expectModelBegin.ts';
import { readModelFile } from './modelSize.ts';

/** A model file that was read, and is worth a closer look. */
export interface ReadModel {
  bytes: Uint8Array;
  graph: OnnxGraph;
  /** Its name without the folder, for messages. */
  file: string;
  producer: string;
}

/**
 * Reads a model file of any kind.
 *
 * @throws AppError `not-found`; `model-unsupported` for what is no model, or none that Camweave runs
 */
export function readModelAt(path: string): ReadModel {
  const file = basename(path);
  const bytes = readBytes(path);
  const graph = new OnnxGraph(decodeModel(bytes, file));
  checkModel(graph, file);
  const { producerName, producerVersion } = graph.model;
  return { bytes, graph, file, producer: [producerName, producerVersion].filter(Boolean).join(' ') };
}

function readBytes(path: string): Uint8Array {
  try {
    expectModelBegin(path);
    return readModelFile(path);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('not-found', `${path} cannot be read: ${whyUnreadable(cause)}.`, { cause });
  }
}
