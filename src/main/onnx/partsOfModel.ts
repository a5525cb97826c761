import type { GraphProto, ModelProto, NodeProto, TensorProto } from './onnxModel.ts';

/** One list of nodes of a model, and the tensors that lie in it: its graph, the body of a branch, or a function. */
export interface ModelPart {
  nodes: readonly NodeProto[];
  tensors: readonly TensorProto[];
}

/** Everything in a model that may hold nodes or weights, however deep it is nested. */
export function* partsOfModel({ graph, functions = [] }: ModelProto): Generator<ModelPart> {
  const graphs: GraphProto[] = [graph];
  const bodies = functions.map(({ node }): ModelPart => ({ nodes: node, tensors: [] }));
  for (let body = bodies.pop(); body; body = bodies.pop()) yield* withInner(body, graphs);
  for (let next = graphs.pop(); next; next = graphs.pop()) {
    const sparse = (next.sparseInitializer ?? []).flatMap(({ values, indices }) => [values, indices]);
    const tensors = [...next.initializer, ...sparse].filter(
      (tensor) => tensor !== undefined && tensor !== null,
    );
    yield* withInner({ nodes: next.node, tensors }, graphs);
  }
}

/** A part with the tensors of its attributes; the graphs of its attributes are put on the list. */
function* withInner({ nodes, tensors }: ModelPart, graphs: GraphProto[]): Generator<ModelPart> {
  const inner: TensorProto[] = [];
  for (const { attribute } of nodes) {
    for (const { t, tensors: list = [], g, graphs: more = [], sparseTensor } of attribute) {
      for (const tensor of [t, ...list, sparseTensor?.values, sparseTensor?.indices])
        if (tensor) inner.push(tensor);
      for (const body of [g, ...more]) if (body) graphs.push(body);
    }
  }
  yield { nodes, tensors: [...tensors, ...inner] };
}
