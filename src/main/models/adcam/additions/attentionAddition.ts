import { GraphAddition } from '../../../onnx/GraphAddition.ts';
import { ELEMENT } from '../../../onnx/onnxModel.ts';

/** Names of the tensors that a ViT gains. */
export const ATTENTION_TENSORS = {
  /** In: float32 `[L]`, the weight of each attention layer; 1/n for the n layers in use, else 0. */
  layerWeights: 'camweave/layer_weights',
  /** Out: float32 `[N, N]`, row-stochastic, patch tokens only. */
  attention: 'camweave/attention',
  /** Out: float32 `[N, D]`, what the last layer looks at, patch tokens only; missing where it was not found. */
  tokens: 'camweave/tokens',
  /** Out: the same of a layer two thirds of the way up. */
  middleTokens: 'camweave/middle_tokens',
} as const;

/**
 * Adds the attention of docs/design.md, step 3, to a ViT: mean over heads, weighted sum over layers, special tokens
 * dropped, rows renormalised. Which layers count is an input, so changing them needs no new session.
 *
 * @param layers `softmax` are the output tensors of the attention layers, `[1, heads, T, T]` or `[heads, T, T]`; `seen` and
 *   `seenBefore` are the tensors of T tokens that the last one and a middle one look at, where that is known
 * @param tokens T, special tokens included
 * @param patches N, the last N of the T tokens
 */
export function attentionAddition(
  opset: number,
  layers: {
    softmax: readonly string[];
    heads: number;
    seen?: string | undefined;
    seenBefore?: string | undefined;
  },
  tokens: number,
  patches: number,
): GraphAddition {
  const { softmax, heads } = layers;
  const add = new GraphAddition(opset);
  const weights = add.input(ATTENTION_TENSORS.layerWeights, ELEMENT.float, [softmax.length]);
  const flat = add.integers([heads, tokens * tokens]);
  const headShare = add.constant(Array<number>(heads).fill(1 / heads), [1, heads]);
  // Made before the sums: the runtime takes the sum over earlier layers first where it is the younger node, and so
  // lets go of each layer's attention in time.
  const terms = softmax.map((tensor, layer) => {
    const weight = add.node('Gather', [weights, add.integers([layer])], { axis: 0 });
    return [add.node('Mul', [headShare, weight]), add.node('Reshape', [tensor, flat])];
  });
  // A weighted sum over heads that adds onto the layers before is one Gemm with a bias: a single pass over the
  // attention, about half the time of mean, product and sum one after the other.
  const sum = terms.reduce<string | undefined>(
    (before, term) => add.node('Gemm', before === undefined ? term : [...term, before]),
    undefined,
  )!;
  const square = add.node('Reshape', [sum, add.integers([tokens, tokens])]);
  const first = tokens - patches;
  const ends = [tokens, tokens];
  const kept =
    first === 0
      ? square
      : add.node('Slice', [square, add.integers([first, first]), add.integers(ends), add.integers([0, 1])]);
  const attention = add.node('Div', [kept, add.reduceSum(kept, [1], 1)]);
  add.output(attention, ELEMENT.float, [patches, patches], ATTENTION_TENSORS.attention);
  for (const [tensor, name] of [
    [layers.seen, ATTENTION_TENSORS.tokens],
    [layers.seenBefore, ATTENTION_TENSORS.middleTokens],
  ] as const) {
    if (tensor === undefined) continue;
    const rows = add.node('Reshape', [tensor, add.integers([tokens, -1])]);
    const patchRows = [rows, add.integers([first]), add.integers([tokens]), add.integers([0])];
    add.output(add.node('Slice', patchRows), ELEMENT.float, [patches, 'd'], name);
  }
  return add;
}
