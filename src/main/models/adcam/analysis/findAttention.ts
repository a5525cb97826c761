import { AppError } from '../../../../shared/errors/AppError.ts';
import type { OnnxGraph } from '../../../onnx/OnnxGraph.ts';
import { intAttribute, intsAttribute } from '../../../onnx/OnnxGraph.ts';
import type { NodeProto } from '../../../onnx/onnxModel.ts';

/** Operators that exporters place between the Softmax and the product with the values, or before the Softmax. */
const BEHIND = new Set(['Identity', 'Dropout', 'Cast', 'Where', 'Reshape']);
const BEFORE = new Set(['Identity', 'Cast', 'Mul', 'Div', 'Add', 'Sub', 'Where', 'Reshape', 'Clip', 'Max']);
const FUSED =
  /^(Packed)?(Attention|MultiHeadAttention|GroupQueryAttention|QAttention|DecoderMaskedMultiHeadAttention)$/;
const DEPTH = 8;

/** Self-attention of a vision transformer as its graph shows it, before any run. */
export interface AttentionStructure {
  /** Output tensors of the Softmax nodes, in graph order: `[1, heads, T, T]` or `[heads, T, T]`. */
  softmax: string[];
  /** Edge of a square patch in pixels, from the patch embedding's convolution. */
  patch: number;
}

/**
 * Finds the Softmax nodes of self-attention: over the last axis, fed by a product (queries and keys), feeding
 * a product (with the values).
 *
 * @throws AppError `model-unsupported` when there are none, when attention is fused into one operator, or when
 * no patch embedding is found
 */
export function findAttention(graph: OnnxGraph, file: string): AttentionStructure {
  const softmax = graph.nodes
    .filter((node) => isAttentionSoftmax(graph, node))
    .map((node) => node.output[0]!);
  if (softmax.length === 0) throw noAttention(graph, file);
  return { softmax, patch: findPatchSize(graph, softmax[0]!, file) };
}

function isAttentionSoftmax(graph: OnnxGraph, node: NodeProto): boolean {
  if (node.opType !== 'Softmax') return false;
  const axis = intAttribute(node, 'axis', graph.opset < 13 ? 1 : -1);
  if (axis !== -1 && axis !== 3 && axis !== 2) return false;
  return leadsToProduct(graph, node.output[0]!, DEPTH) && comesFromProduct(graph, node.input[0]!, DEPTH);
}

function leadsToProduct(graph: OnnxGraph, tensor: string, depth: number): boolean {
  return graph.consumers(tensor).some((node) => {
    if (node.opType === 'MatMul' || node.opType === 'Einsum') return node.input[0] === tensor;
    return depth > 0 && BEHIND.has(node.opType) && leadsToProduct(graph, node.output[0]!, depth - 1);
  });
}

function comesFromProduct(graph: OnnxGraph, tensor: string, depth: number): boolean {
  const node = graph.producer(tensor);
  if (!node || depth === 0) return false;
  if (node.opType === 'MatMul' || node.opType === 'Einsum') return true;
  return BEFORE.has(node.opType) && node.input.some((input) => comesFromProduct(graph, input, depth - 1));
}

/**
 * How many pixels a patch is wide: the stride of the convolution over 3 channels that embeds patches, or of all
 * convolutions of a stem together. Whether it is true shows in the number of tokens.
 */
function findPatchSize(graph: OnnxGraph, firstSoftmax: string, file: string): number {
  const attention = graph.nodes.findIndex((node) => node.output.includes(firstSoftmax));
  const convolutions = graph.nodes.slice(0, attention).filter((node) => node.opType === 'Conv');
  const overImage = graph.dims(convolutions[0]?.input[1] ?? '')?.[1] ?? 3;
  const strides = convolutions.map((node) => intsAttribute(node, 'strides') ?? [1, 1]);
  const square = strides.every(([rows, columns]) => rows === columns);
  const patch = strides.reduce((product, [stride]) => product * stride!, 1);
  if (overImage === 3 && square && patch > 1) return patch;
  throw new AppError(
    'model-unsupported',
    `${file}: looked for a patch embedding (one strided convolution of 3 channels, or a stem of several, in front of the first ` +
      'attention), found none. Use a plain vision transformer such as timm’s vit_* or deit_*.',
  );
}

function noAttention(graph: OnnxGraph, file: string): AppError {
  const fused = [...new Set(graph.nodes.map((node) => node.opType).filter((type) => FUSED.test(type)))];
  if (fused.length > 0) {
    return new AppError(
      'model-unsupported',
      `${file} holds its attention inside the fused operator ${fused.join(', ')}, which hides the attention matrix. ` +
        'Export it unfused: timm.layers.set_fused_attn(False) or attn_implementation="eager" before torch.onnx.export, ' +
        'opset 20 or lower, and no transformer optimisation afterwards.',
    );
  }
  const softmaxes = graph.nodes.filter((node) => node.opType === 'Softmax').length;
  return new AppError(
    'model-unsupported',
    `${file}: looked for Softmax nodes of self-attention (last axis, between two MatMuls), found ${softmaxes} Softmax ` +
      `node${softmaxes === 1 ? '' : 's'} and none of that kind. Is this the vision transformer, exported with eager attention?`,
  );
}
