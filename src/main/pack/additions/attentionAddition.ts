import { GraphAddition } from '../onnx/GraphAddition.ts';
import { ELEMENT } from '../onnx/onnxModel.ts';

/** Names of the tensors that a ViT gains. */
export const ATTENTION_TENSORS = {
  /** In: float32 `[L]`, the weight of each attention layer; 1/n for the n layers in use, else 0. */
  layerWeights: 'camweave/layer_weights',
  /** Out: float32 `[N, N]`, row-stochastic, patch tokens only. */
  attention: 'camweave/attention',
} as const;

/**
 * Adds the attention of DESIGN section 3 to a ViT: mean over heads, weighted sum over layers, special tokens
 * dropped, rows renormalised. Which layers count is an input, so changing them needs no new session.
 *
 * @param softmax output tensors of the attention layers, `[1, heads, T, T]` or `[heads, T, T]`
 * @param tokens T, special tokens included
 * @param patches N, the last N of the T tokens
 */
export function attentionAddition(
  opset: number,
  softmax: readonly string[],
  tokens: number,
  patches: number,
): GraphAddition {
  const add = new GraphAddition(opset);
  const weights = add.input(ATTENTION_TENSORS.layerWeights, ELEMENT.float, [softmax.length]);
  const perHead = add.integers([-1, tokens, tokens]);
  const layers = softmax.map((tensor, layer) => {
    const mean = add.reduceMean(add.node('Reshape', [tensor, perHead]), [0], 0);
    const weight = add.node('Gather', [weights, add.integers([layer])], { axis: 0 });
    return add.node('Mul', [mean, weight]);
  });
  const sum = layers.reduce((total, layer) => add.node('Add', [total, layer]));
  const first = tokens - patches;
  const ends = [tokens, tokens];
  const kept =
    first === 0
      ? sum
      : add.node('Slice', [sum, add.integers([first, first]), add.integers(ends), add.integers([0, 1])]);
  const attention = add.node('Div', [kept, add.reduceSum(kept, [1], 1)]);
  add.output(attention, ELEMENT.float, [patches, patches], ATTENTION_TENSORS.attention);
  return add;
}
