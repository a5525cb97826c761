import type { ModelProto, NodeProto } from './onnxModel.ts';
import { encodeModel } from './onnxModel.ts';
import type { OnnxGraph } from './OnnxGraph.ts';

/**
 * The bytes of a model that computes `tensors` and nothing else: nodes and weights that they do not need are
 * left out, and so are the outputs. Weights keep their bytes.
 *
 * Without outputs of its own the model cannot run; an addition brings them.
 */
export function trimModel(graph: OnnxGraph, tensors: readonly string[]): Uint8Array {
  const { model } = graph;
  const needed = new Set<string>();
  const nodes = new Set<NodeProto>();
  const open = [...tensors];
  for (let tensor = open.pop(); tensor !== undefined; tensor = open.pop()) {
    if (needed.has(tensor)) continue;
    needed.add(tensor);
    const node = graph.producer(tensor);
    if (!node) continue;
    nodes.add(node);
    open.push(...node.input);
  }
  const trimmed: ModelProto = {
    ...model,
    graph: {
      ...model.graph,
      node: model.graph.node.filter((node) => nodes.has(node)),
      initializer: model.graph.initializer.filter(({ name }) => needed.has(name ?? '')),
      output: [],
    },
  };
  return encodeModel(trimmed);
}
