import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { AppError } from '../../../../shared/errors/AppError.ts';
import { errorMessage } from '../../../../shared/errors/errorMessage.ts';
import { probeAddition, probeOutput } from '../../../onnx/probeAddition.ts';
import { checkModel } from '../../../onnx/checkModel.ts';
import { findAttention } from '../analysis/findAttention.ts';
import { findClassifier } from '../analysis/findClassifier.ts';
import type { ImageInput } from '../../../onnx/imageInput.ts';
import { findImageInput } from '../../../onnx/imageInput.ts';
import { OnnxGraph } from '../../../onnx/OnnxGraph.ts';
import { decodeModel } from '../../../onnx/onnxModel.ts';
import type { CnnFindings, ModelSummary, VitFindings } from '../findings.ts';
import type { InspectRequest } from '../../../inference/protocol.ts';

/** Size at which a CNN with open height and width is looked at. */
const PROBE_SIZE = 224;
/** Class tokens and registers: more than this before the patches is no vision transformer Camweave knows. */
const MOST_SPECIAL_TOKENS = 16;

/**
 * Reads a model file, finds what Camweave needs in it, and runs it once to learn the shapes.
 *
 * @throws AppError `model-unsupported` saying what was looked for and what was found
 */
export async function inspectModel(request: InspectRequest): Promise<VitFindings | CnnFindings> {
  const file = basename(request.file);
  const bytes = readModelFile(request.file);
  const graph = new OnnxGraph(decodeModel(bytes, file));
  checkModel(graph, file);
  const input = findImageInput(graph, file);
  const summary: ModelSummary = {
    producer: [graph.model.producerName, graph.model.producerVersion].filter(Boolean).join(' '),
    opset: graph.opset,
    nodes: graph.nodes.length,
    input,
  };
  const size = squareSize(input, request, file);
  return request.role === 'vit'
    ? inspectVit(bytes, graph, file, summary, size)
    : inspectCnn(bytes, graph, file, summary, size);
}

async function inspectVit(
  bytes: Uint8Array,
  graph: OnnxGraph,
  file: string,
  summary: ModelSummary,
  size: number,
): Promise<VitFindings> {
  const { softmax, patch } = findAttention(graph, file);
  const grid = Math.floor(size / patch);
  const shapes = await probe(bytes, graph, softmax, summary.input.name, size, file);
  const fits = ([rows, columns]: number[]): boolean =>
    rows === columns && rows! >= grid ** 2 && rows! <= grid ** 2 + MOST_SPECIAL_TOKENS;
  const layers = softmax.flatMap((tensor, i) =>
    fits(shapes[i]!.slice(-2)) ? [{ tensor, shape: shapes[i]! }] : [],
  );
  const tokens = layers[0]?.shape.at(-1);
  const foundShapes = [...new Set(shapes.map((shape) => `[${shape.join(', ')}]`))].join(', ');
  if (tokens === undefined || layers.some(({ shape }) => shape.at(-1) !== tokens)) {
    throw new AppError(
      'model-unsupported',
      `${file}: looked for attention over ${grid} x ${grid} patches plus a few special tokens, ` +
        `found attention of shape ${foundShapes}. Windowed or pooled attention (Swin, PVT) cannot be used.`,
    );
  }
  const heads = layers[0]!.shape.slice(0, -2).reduce((a, b) => a * b, 1);
  return {
    ...summary,
    role: 'vit',
    size,
    patch,
    grid,
    tokens,
    heads,
    attention: layers.map(({ tensor }) => tensor),
  };
}

async function inspectCnn(
  bytes: Uint8Array,
  graph: OnnxGraph,
  file: string,
  summary: ModelSummary,
  size: number,
): Promise<CnnFindings> {
  const classifier = findClassifier(graph, file);
  const tensors = [classifier.featureMap, classifier.logits];
  const [feature, logits] = await probe(bytes, graph, tensors, summary.input.name, size, file);
  const [, channels, height, width] = feature!;
  if (
    feature!.length !== 4 ||
    logits!.reduce((a, b) => a * b, 1) !== logits!.at(logits!.length === 4 ? 1 : -1)
  ) {
    throw new AppError(
      'model-unsupported',
      `${file}: looked for a feature map [1, D, h, w] and logits [1, K], found [${feature!.join(', ')}] and [${logits!.join(', ')}].`,
    );
  }
  const linearHead = classifier.hidden.some((node) => ['Gemm', 'MatMul', 'Conv'].includes(node.opType));
  return {
    ...summary,
    role: 'cnn',
    size,
    fixedSize: summary.input.height !== undefined,
    stride: Math.ceil(size / height!),
    modelClasses: logits!.reduce((a, b) => a * b, 1),
    outputActivation: classifier.outputActivation,
    featureMap: classifier.featureMap,
    featureShape: [channels!, height!, width!],
    head: !classifier.linear ? 'pooled class maps' : linearHead ? 'hidden layers' : 'linear',
  };
}

/** Runs the model on zeros and returns the shapes of some of its tensors. */
async function probe(
  bytes: Uint8Array,
  graph: OnnxGraph,
  tensors: string[],
  input: string,
  size: number,
  file: string,
): Promise<number[][]> {
  const probed = probeAddition(graph.opset, tensors).appendTo(bytes);
  try {
    const session = await InferenceSession.create(probed, { executionProviders: ['cpu'] });
    const names = tensors.map((_, index) => probeOutput(index));
    const image = new Tensor('float32', new Float32Array(3 * size * size), [1, 3, size, size]);
    const outputs = await session.run({ [input]: image }, names);
    await session.release();
    return names.map((name) => Array.from((outputs[name] as Tensor).data as BigInt64Array, Number));
  } catch (cause) {
    throw new AppError(
      'model-unsupported',
      `${file} cannot be run at ${size} x ${size}: ${errorMessage(cause)}. Was it exported for another size?`,
      { cause },
    );
  }
}

function squareSize(input: ImageInput, request: InspectRequest, file: string): number {
  const { height, width } = input;
  if (height !== width) {
    throw new AppError(
      'model-unsupported',
      `${file}: the input is ${height ?? '?'} x ${width ?? '?'} pixels; a square is needed. Export for a square image.`,
    );
  }
  if (height !== undefined) {
    if (request.size !== undefined && request.size !== height) {
      throw new AppError(
        'invalid-input',
        `${file} is made for ${height} x ${height}; it cannot run at ${request.size}.`,
      );
    }
    return height;
  }
  if (request.size !== undefined) return request.size;
  if (request.role === 'cnn') return PROBE_SIZE;
  throw new AppError(
    'model-unsupported',
    `${file}: looked for a fixed input size, found dynamic height and width. Export the vision transformer for one ` +
      'size, or give the size it was trained for with --vit-size.',
  );
}

function readModelFile(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw new AppError('not-found', `${file} cannot be read: ${errorMessage(cause)}.`, { cause });
  }
}
