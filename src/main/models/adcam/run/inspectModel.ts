import { AppError } from '../../../../shared/errors/AppError.ts';
import { findAttention } from '../analysis/findAttention.ts';
import { findClassifier } from '../analysis/findClassifier.ts';
import type { ImageInput } from '../../../onnx/imageInput.ts';
import { findImageInput } from '../../../onnx/imageInput.ts';
import type { CnnFindings, ModelSummary, VitFindings } from '../findings.ts';
import { probeShapes } from '../../runtime/probeShapes.ts';
import type { ReadModel } from '../../pack/readModelAt.ts';
import { readModelAt } from '../../pack/readModelAt.ts';
import type { InspectRequest } from '../jobs.ts';

/** Size at which a CNN with open height and width is looked at. */
const PROBE_SIZE = 224;
/** Class tokens and registers: more than this before the patches is no vision transformer Camweave knows. */
const MOST_SPECIAL_TOKENS = 16;

/**
 * Reads a vision transformer, finds its attention, and runs it once to learn the shapes.
 *
 * @throws AppError `model-unsupported` saying what was looked for and what was found
 */
export async function inspectVit(request: InspectRequest): Promise<VitFindings> {
  const { summary, ...model } = readNetwork(request.file);
  const { graph, file } = model;
  const size = squareSize(summary.input, request, file);
  if (size === undefined) {
    throw new AppError(
      'model-unsupported',
      `${file}: looked for a fixed input size, found dynamic height and width. Export the vision transformer for one ` +
        'size, or give the size it was trained for with --vit-size.',
    );
  }
  const { softmax, patch } = findAttention(graph, file);
  const grid = Math.floor(size / patch);
  const shapes = await probeShapes(model, softmax, size);
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

/**
 * Reads a CNN, finds its classifier, and runs it once to learn the shapes.
 *
 * @throws AppError `model-unsupported` saying what was looked for and what was found
 */
export async function inspectCnn(request: InspectRequest): Promise<CnnFindings> {
  const { summary, ...model } = readNetwork(request.file);
  const { graph, file } = model;
  const size = squareSize(summary.input, request, file) ?? PROBE_SIZE;
  const classifier = findClassifier(graph, file);
  const tensors = [classifier.featureMap, classifier.logits];
  const [feature, logits] = await probeShapes(model, tensors, size);
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

interface ReadNetwork extends ReadModel {
  /** Name of the image input. */
  input: string;
  summary: ModelSummary;
}

function readNetwork(path: string): ReadNetwork {
  const model = readModelAt(path);
  const { graph, file, producer } = model;
  const input = findImageInput(graph, file);
  const summary: ModelSummary = { producer, opset: graph.opset, nodes: graph.nodes.length, input };
  return { ...model, summary, input: input.name };
}

/** Edge of the square input; undefined where neither the export nor the request fixes it. */
function squareSize(input: ImageInput, request: InspectRequest, file: string): number | undefined {
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
  return request.size;
}
