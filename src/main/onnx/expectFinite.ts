import { AppError } from '../../shared/errors/AppError.ts';
import type { FunctionProto, GraphProto, ModelProto, NodeProto } from './onnxModel.ts';
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

/** A function, or the graph, whose nodes are being counted. */
interface Counting {
  part: FunctionProto | GraphProto;
  /** Nodes that are still to be looked at, with those of bodies inside them. */
  left: NodeProto[];
  nodes: number;
}

/**
 * Nodes once all functions are put where they are called; infinite where one calls itself. Functions may call each other deeper
 * than a stack of calls goes, so those that wait for one they call stand in a list.
 */
function expandedNodes({ graph, functions = [] }: ModelProto): number {
  const byName = new Map(functions.map((item) => [keyOf(item.domain, item.name), item]));
  const known = new Map<object, number>();
  const begin = (part: FunctionProto | GraphProto): Counting => {
    known.set(part, Infinity);
    return { part, left: [...part.node], nodes: 0 };
  };
  const waiting = [begin(graph)];
  for (let top = waiting.at(-1); top; top = waiting.at(-1)) {
    const node = top.left.at(-1);
    const called = node && byName.get(keyOf(node.domain, node.opType));
    if (node === undefined) {
      known.set(top.part, top.nodes);
      waiting.pop();
    } else if (called && !known.has(called)) {
      waiting.push(begin(called));
    } else {
      top.left.pop();
      top.nodes += called ? known.get(called)! : 1;
      for (const { g, graphs = [] } of node.attribute)
        for (const body of [g, ...graphs]) for (const inner of body?.node ?? []) top.left.push(inner);
    }
  }
  return known.get(graph)!;
}

function keyOf(domain: string | undefined, name: string | undefined): string {
  return `${domain ?? ''}/${name ?? ''}`;
}
