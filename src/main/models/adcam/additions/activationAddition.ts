import type { ClassifierStructure } from '../analysis/findClassifier.ts';
import { GraphAddition } from '../../../onnx/GraphAddition.ts';
import type { OnnxGraph } from '../../../onnx/OnnxGraph.ts';
import { intAttribute } from '../../../onnx/OnnxGraph.ts';
import type { NodeProto } from '../../../onnx/onnxModel.ts';
import { ELEMENT } from '../../../onnx/onnxModel.ts';

/** Names of the tensors that a CNN gains. */
export const ACTIVATION_TENSORS = {
  /** In: float32 `[C, K]`, 0 where a model class belongs to the project class, else a very negative number. */
  classMask: 'camweave/class_mask',
  /** Out: float32 `[1, C, h, w]`, class activation before ReLU and normalisation. */
  activation: 'camweave/activation',
  /** Out: float32 `[1, K]`, before softmax or sigmoid. */
  logits: 'camweave/logits',
  /** Out: float32 `[1, D, h, w]`, the feature map before pooling. */
  features: 'camweave/features',
} as const;

/**
 * Adds class activation maps to a CNN: `A_c = w_c . f`, written as a 1x1 convolution of the feature map with
 * the classifier's rows (Zhou et al., "Learning Deep Features for Discriminative Localization", 2016).
 *
 * A project class may stand for several model classes. Its logit is then their log-sum-exp, whose gradient
 * gives `w_c = sum_k softmax_k(z) w_k` over them; for a single model class that is its own row.
 *
 * Hidden layers between pooling and classifier (MobileNetV3) are applied at every position, as in a fully
 * convolutional network; a network that pools class maps (SqueezeNet) gives those maps.
 */
export function activationAddition(graph: OnnxGraph, classifier: ClassifierStructure): GraphAddition {
  const add = new GraphAddition(graph.opset);
  const mask = add.input(ACTIVATION_TENSORS.classMask, ELEMENT.float, ['classes', 'model_classes']);
  const logits = add.node('Reshape', [classifier.logits, add.integers([1, -1])]);
  const mix = add.node('Softmax', [add.node('Add', [logits, mask])], { axis: 1 });

  const { linear } = classifier;
  let rows = mix;
  let source = classifier.featureMap;
  if (linear) {
    const weight =
      linear.kind === 'conv' ? add.node('Reshape', [linear.weight, add.integers([0, -1])]) : linear.weight;
    rows = add.node('MatMul', [mix, linear.transposed ? add.node('Transpose', [weight]) : weight]);
    source = applyHiddenEverywhere(graph, add, classifier, linear.input);
  }
  const activation = add.node('Conv', [source, asKernel(add, rows)]);
  add.output(activation, ELEMENT.float, [1, 'classes', 'h', 'w'], ACTIVATION_TENSORS.activation);
  add.output(logits, ELEMENT.float, [1, 'model_classes'], ACTIVATION_TENSORS.logits);
  add.output(classifier.featureMap, ELEMENT.float, [1, 'd', 'h', 'w'], ACTIVATION_TENSORS.features);
  return add;
}

/** Repeats the hidden layers on the map `[1, D, h, w]` instead of the pooled vector `[1, D]`. */
function applyHiddenEverywhere(
  graph: OnnxGraph,
  add: GraphAddition,
  classifier: ClassifierStructure,
  target: string,
): string {
  const onMap = new Map([[classifier.pooled, classifier.featureMap]]);
  const mapped = (tensor: string): string => onMap.get(tensor) ?? constantOnMap(graph, add, tensor);
  for (const node of classifier.hidden) {
    const [input] = node.input as [string];
    const source = onMap.get(input);
    const output = node.output[0]!;
    if (node.opType === 'Gemm' || node.opType === 'MatMul') {
      onMap.set(output, linearOnMap(add, node, source ?? input));
    } else if (node.opType === 'Conv' || node.opType === 'BatchNormalization') {
      onMap.set(output, add.copyNode(node, [source ?? input, ...node.input.slice(1)])[0]!);
    } else if (PASS_THROUGH.has(node.opType)) {
      onMap.set(output, source ?? input);
    } else {
      onMap.set(output, add.copyNode(node, node.input.map(mapped))[0]!);
    }
  }
  return onMap.get(target)!;
}

const PASS_THROUGH = new Set(['Flatten', 'Reshape', 'Squeeze', 'Unsqueeze', 'Identity', 'Dropout', 'Cast']);

function linearOnMap(add: GraphAddition, node: NodeProto, source: string): string {
  const [, weight, bias] = node.input as [string, string, string | undefined];
  const isRows = node.opType === 'Gemm' && intAttribute(node, 'transB', 0) === 1;
  const rows = isRows ? weight : add.node('Transpose', [weight]);
  return add.node('Conv', bias ? [source, asKernel(add, rows), bias] : [source, asKernel(add, rows)]);
}

/** A bias `[D]` or `[1, D]` of the pooled vector has to broadcast along the channels of a map. */
function constantOnMap(graph: OnnxGraph, add: GraphAddition, tensor: string): string {
  const dims = graph.dims(tensor);
  const perChannel = dims && (dims.length === 1 || dims.length === 2) && dims.some((dim) => dim > 1);
  return perChannel ? add.node('Reshape', [tensor, add.integers([1, -1, 1, 1])]) : tensor;
}

function asKernel(add: GraphAddition, rows: string): string {
  return add.node('Reshape', [rows, add.integers([0, 0, 1, 1])]);
}
