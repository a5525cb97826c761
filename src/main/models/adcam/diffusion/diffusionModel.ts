import type { ProposalParameters } from '../../../../shared/parameters/proposalParameters.ts';
import { GraphAddition } from '../../../onnx/GraphAddition.ts';
import { ELEMENT } from '../../../onnx/onnxModel.ts';

export type DiffusionSettings = Pick<ProposalParameters, 'direction' | 'gamma' | 'beta' | 'steps'>;

const OPSET = 17;
const SMALLEST_SUM = 1e-20;

/** Direct coupling: one step over the attention as it is. */
export function directSettings({ direction }: DiffusionSettings): DiffusionSettings {
  return { direction, gamma: 0, beta: 1, steps: 1 };
}

/**
 * An ONNX model of conservative refinement and convincing diffusion (docs/design.md, steps 4 and 5), so that
 * they run on the provider the networks run on. `reference.ts` says the same in loops.
 *
 * In: `attention` float32 `[N, N]`, `maps` float32 `[C, N]`. Out: `scores` float32 `[C, N]`, not yet divided by
 * the class maximum.
 */
export function diffusionModel({ direction, gamma, beta, steps }: DiffusionSettings): Uint8Array {
  const graph = new GraphAddition(OPSET);
  const attention = graph.input('attention', ELEMENT.float, ['n', 'n']);
  const maps = graph.input('maps', ELEMENT.float, ['classes', 'n']);
  const transition = gamma === 0 ? attention : refinement(graph, attention, gamma);
  const stay = beta < 1 ? graph.node('Mul', [maps, graph.constant(1 - beta)]) : undefined;

  let current = maps;
  for (let step = 0; step < steps; step++) {
    const moved = graph.node('Gemm', [current, transition], {
      alpha: { float: beta },
      transB: direction === 'gather' ? 1 : 0,
    });
    current = stay === undefined ? moved : graph.node('Add', [moved, stay]);
  }
  graph.output(current, ELEMENT.float, ['classes', 'n'], 'scores');
  return graph.toModel('ad-cam');
}

function refinement(graph: GraphAddition, attention: string, gamma: number): string {
  const root = graph.node('Sqrt', [attention]);
  const similarity = graph.node('Gemm', [root, root], { transB: 1 });
  const product = graph.node('Mul', [attention, power(graph, similarity, gamma)]);
  // A row that underflows to zeros stays zeros instead of turning into NaN.
  const sums = graph.node('Add', [graph.reduceSum(product, [1], 1), graph.constant(SMALLEST_SUM)]);
  return graph.node('Div', [product, sums]);
}

/** A whole power by repeated squaring, which is faster than Pow. */
function power(graph: GraphAddition, base: string, exponent: number): string {
  if (!Number.isInteger(exponent)) return graph.node('Pow', [base, graph.constant(exponent)]);
  let result: string | undefined;
  let square = base;
  for (let rest = exponent; ; square = graph.node('Mul', [square, square])) {
    if (rest % 2 === 1) result = result === undefined ? square : graph.node('Mul', [result, square]);
    rest = Math.floor(rest / 2);
    if (rest === 0) return result!;
  }
}
