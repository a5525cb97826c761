import type { OnnxGraph } from '../../../onnx/OnnxGraph.ts';

/** How many nodes back the projection to queries and keys is looked for: a handful in every export that was seen. */
const NODES = 200;

/**
 * The tokens that a layer of self-attention looks at: what goes into the projection that its queries or keys come from, the
 * first product with a constant matrix on the way back from its Softmax.
 *
 * @param softmax output tensor of the layer's Softmax
 * @returns a tensor of T tokens, `[1, T, D]` or `[T, D]`; undefined where there is no such product
 */
export function findTokens(graph: OnnxGraph, softmax: string): string | undefined {
  const waiting = [softmax];
  const seen = new Set(waiting);
  for (let visited = 0; waiting.length > 0 && visited < NODES; visited++) {
    const node = graph.producer(waiting.shift()!);
    if (!node) continue;
    const { opType, input } = node;
    const isProjection =
      (opType === 'MatMul' || opType === 'Gemm') && graph.dims(input[1] ?? '')?.length === 2;
    if (isProjection) return input[0];
    for (const tensor of input) {
      if (tensor === '' || seen.has(tensor) || graph.constant(tensor)) continue;
      seen.add(tensor);
      waiting.push(tensor);
    }
  }
  return undefined;
}
