import { AppError } from '../../../../shared/errors/AppError.ts';
import type { OnnxGraph } from '../../../onnx/OnnxGraph.ts';
import { intAttribute, intsAttribute } from '../../../onnx/OnnxGraph.ts';
import type { NodeProto } from '../../../onnx/onnxModel.ts';

/** The last linear layer: `weight` is `[K, D]`, or `[D, K]` where `transposed`, or `[K, D, 1, 1]` of a convolution. */
export interface LinearLayer {
  kind: 'gemm' | 'conv';
  weight: string;
  transposed: boolean;
  /** The tensor it reads: pooled features, or hidden units of an MLP head. */
  input: string;
}

/** The classifier of a CNN as its graph shows it. */
export interface ClassifierStructure {
  /** The activation that the export applied to the logits, if any. */
  outputActivation: 'softmax' | 'sigmoid' | undefined;
  /** Tensor of the logits `[1, K]`, before that activation. */
  logits: string;
  /** Tensor in front of the global pooling: `[1, D, h, w]`, or class maps `[1, K, h, w]` where `linear` is missing. */
  featureMap: string;
  pooled: string;
  /** Missing when the network pools its class maps directly (SqueezeNet). */
  linear: LinearLayer | undefined;
  /** Nodes between the pooling and the linear layer, in graph order; empty for a plain linear classifier. */
  hidden: NodeProto[];
}

const RESHAPERS = new Set(['Flatten', 'Reshape', 'Squeeze', 'Unsqueeze', 'Identity', 'Dropout', 'Cast']);
const ELEMENTWISE = new Set([
  ...[
    'Relu',
    'LeakyRelu',
    'HardSwish',
    'HardSigmoid',
    'Sigmoid',
    'Tanh',
    'Clip',
    'Gelu',
    'Erf',
    'Elu',
    'Softplus',
  ],
  ...['Add', 'Sub', 'Mul', 'Div', 'Pow', 'BatchNormalization', 'Selu', 'Mish', 'Min', 'Max'],
]);

/**
 * Walks back from the output: activation, last linear layer, hidden layers, global pooling, feature map.
 *
 * @throws AppError `model-unsupported` naming the operator that broke the walk
 */
export function findClassifier(graph: OnnxGraph, file: string): ClassifierStructure {
  const output = graph.model.graph.output[0]?.name;
  if (output === undefined) throw unsupported(file, 'an output with class logits', 'no output');

  const { logits, outputActivation } = stripActivation(graph, output);
  const head = findLinear(graph, logits);
  const start = head?.input ?? logits;
  const hidden = new Set<NodeProto>();
  const pooling = findPooling(graph, file, start, hidden);
  return {
    outputActivation,
    logits,
    featureMap: pooling.input[0]!,
    pooled: pooling.output[0]!,
    linear: head,
    hidden: graph.nodes.filter((node) => hidden.has(node)),
  };
}

function stripActivation(
  graph: OnnxGraph,
  output: string,
): Pick<ClassifierStructure, 'logits' | 'outputActivation'> {
  const node = graph.producer(skipReshapers(graph, output));
  if (node?.opType === 'Softmax') return { logits: node.input[0]!, outputActivation: 'softmax' };
  if (node?.opType === 'Sigmoid') return { logits: node.input[0]!, outputActivation: 'sigmoid' };
  return { logits: output, outputActivation: undefined };
}

/** The linear layer that makes `logits`: Gemm, MatMul (+ Add), or a 1x1 convolution behind the pooling. */
function findLinear(graph: OnnxGraph, logits: string): LinearLayer | undefined {
  let node = graph.producer(skipReshapers(graph, logits));
  if (node?.opType === 'Add') {
    const product = node.input
      .map((input) => graph.producer(input))
      .find((item) => item?.opType === 'MatMul');
    node = product ?? node;
  }
  if (node?.opType === 'Gemm' || node?.opType === 'MatMul') {
    const transposed = node.opType === 'MatMul' || intAttribute(node, 'transB', 0) === 0;
    return { kind: 'gemm', weight: node.input[1]!, transposed, input: node.input[0]! };
  }
  if (node?.opType === 'Conv' && isPooledConv(graph, node)) {
    return { kind: 'conv', weight: node.input[1]!, transposed: false, input: node.input[0]! };
  }
  return undefined;
}

/** A 1x1 convolution that works on pooled features, not on a map that is pooled later. */
function isPooledConv(graph: OnnxGraph, node: NodeProto): boolean {
  const dims = graph.dims(node.input[1]!);
  return dims?.[2] === 1 && dims[3] === 1;
}

function findPooling(graph: OnnxGraph, file: string, start: string, hidden: Set<NodeProto>): NodeProto {
  let pooling: NodeProto | undefined;
  const visit = (tensor: string): void => {
    if (graph.constant(tensor) || tensor === '') return;
    const node = graph.producer(tensor);
    if (!node) throw unsupported(file, 'global pooling in front of the classifier', 'the image input itself');
    if (isGlobalPooling(graph, node)) {
      if (pooling && pooling !== node) throw unsupported(file, 'one global pooling', 'two that are joined');
      pooling = node;
      return;
    }
    if (hidden.has(node)) return;
    const constantFed = node.input.every((input) => input === '' || graph.constant(input) !== undefined);
    if (constantFed || node.opType === 'Constant') return;
    const linear = node.opType === 'Gemm' || node.opType === 'MatMul' || node.opType === 'Conv';
    if (!linear && !ELEMENTWISE.has(node.opType) && !RESHAPERS.has(node.opType)) {
      throw unsupported(
        file,
        'global average pooling (GlobalAveragePool, or ReduceMean over height and width) in front of the classifier',
        `${node.opType} (node "${node.name ?? ''}")`,
      );
    }
    hidden.add(node);
    const inputs = linear
      ? node.input.slice(0, 1)
      : RESHAPERS.has(node.opType)
        ? [node.input[0]!]
        : node.input;
    inputs.forEach(visit);
  };
  visit(start);
  if (!pooling) throw unsupported(file, 'global average pooling', 'none');
  return pooling;
}

function isGlobalPooling(graph: OnnxGraph, node: NodeProto): boolean {
  if (node.opType === 'GlobalAveragePool') return true;
  if (node.opType !== 'ReduceMean') return false;
  const axes = intsAttribute(node, 'axes') ?? graph.integers(node.input[1] ?? '');
  const spatial = axes?.map((axis) => (axis < 0 ? axis + 4 : axis)).sort();
  return spatial?.length === 2 && spatial[0] === 2 && spatial[1] === 3;
}

function skipReshapers(graph: OnnxGraph, tensor: string): string {
  let name = tensor;
  for (let node = graph.producer(name); node && RESHAPERS.has(node.opType); node = graph.producer(name)) {
    name = node.input[0]!;
  }
  return name;
}

function unsupported(file: string, wanted: string, found: string): AppError {
  return new AppError(
    'model-unsupported',
    `${file}: looked for ${wanted}, found ${found}. Use a CNN that ends in global pooling and a linear classifier.`,
  );
}
