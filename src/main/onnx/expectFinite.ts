import { AppError } from '../../shared/errors/AppError.ts';
import type { FunctionProto, ModelProto, NodeProto } from './onnxModel.ts';
import { partsOfModel } from './partsOfModel.ts';

/** Operators that run a part of the graph over and over. */
const LOOPS = new Set(['Loop', 'Scan', 'SequenceMap']);
/** The largest vision transformers have some thousand nodes. */
const MOST_NODES = 200_000;

/**
 * Refuses graphs that may never end: those with loops, which no network that Camweave uses has, and functions that call each
 * other until they are more than any machine runs.
 *
 * @param file named in the error
 * @throws AppError `model-unsupported`
 */
export function expectFinite(model: ModelProto, file: string): void {
  const refuse = (what: string): AppError =>
    new AppError(
      'model-unsupported',
      `${file} ${what}, so nobody can say when it ends. Export a plain network: one without loops and conditions on its data.`,
    );
  let nodes = 0;
  for (const part of partsOfModel(model)) {
    nodes += part.nodes.length;
    const loop = part.nodes.find(({ opType }) => LOOPS.has(opType));
    if (loop) throw refuse(`runs parts of itself over and over (the operator ${loop.opType})`);
  }
  if (nodes > MOST_NODES || expandedNodes(model) > MOST_NODES)
    throw refuse(`has more than ${MOST_NODES} nodes`);
}

/** Nodes once all functions are put where they are called; infinite where one calls itself. */
function expandedNodes({ graph, functions = [] }: ModelProto): number {
  const byName = new Map(functions.map((item) => [keyOf(item.domain, item.name), item]));
  const known = new Map<FunctionProto, number>();
  const count = (nodes: readonly NodeProto[]): number =>
    nodes.reduce((sum, { domain, opType, attribute }) => {
      const called = byName.get(keyOf(domain, opType));
      const inner = attribute.flatMap(({ g, graphs = [] }) => [g, ...graphs]);
      const bodies = inner.reduce((more, body) => more + (body ? count(body.node) : 0), 0);
      return sum + bodies + (called ? countFunction(called) : 1);
    }, 0);
  const countFunction = (called: FunctionProto): number => {
    const before = known.get(called);
    if (before !== undefined) return before;
    known.set(called, Infinity);
    const nodes = count(called.node);
    known.set(called, nodes);
    return nodes;
  };
  return count(graph.node);
}

function keyOf(domain: string | undefined, name: string | undefined): string {
  return `${domain ?? ''}/${name ?? ''}`;
}
