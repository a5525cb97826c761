import type { OnnxGraph } from '../../../onnx/OnnxGraph.ts';

/** Operators that change how a tensor is laid out, and none of its values. */
const LAYOUT = new Set(['Unsqueeze', 'Squeeze', 'Reshape', 'Flatten', 'Identity', 'Cast']);
const SELECTION = new Set(['Gather', 'GatherND', 'GatherElements']);
/** Longer chains of layout operators are no selection that an exporter writes. */
const LONGEST_CHAIN = 32;
const MOST_ANCESTORS = 500;

/** The tensors that a decoder selects what it shows from. */
export interface Candidates {
  /** Logits, candidate by candidate and row by row; how they are put into axes is the exporter's choice. */
  masks: string;
  /** A score for each. */
  scores: string;
}

/**
 * Where a decoder computes several masks and shows the one that it takes for the best, finds what it selects from: the data
 * of the gather whose index comes from an ArgMax (segment-anything's `select_masks`).
 *
 * @param masks the outputs that are shown; likewise `scores`
 * @returns undefined where nothing is selected: all masks are shown, or there is but one
 */
export function findCandidates(graph: OnnxGraph, masks: string, scores: string): Candidates | undefined {
  const [ofMasks, ofScores] = [selectedFrom(graph, masks), selectedFrom(graph, scores)];
  return ofMasks !== undefined && ofScores !== undefined ? { masks: ofMasks, scores: ofScores } : undefined;
}

function selectedFrom(graph: OnnxGraph, output: string): string | undefined {
  let tensor = output;
  for (let length = 0; length < LONGEST_CHAIN; length++) {
    const node = graph.producer(tensor);
    const [data, index] = node?.input ?? [];
    if (!node || data === undefined) return undefined;
    if (SELECTION.has(node.opType)) {
      return index !== undefined && comesFromArgMax(graph, index) ? data : undefined;
    }
    if (!LAYOUT.has(node.opType)) return undefined;
    tensor = data;
  }
  return undefined;
}

function comesFromArgMax(graph: OnnxGraph, index: string): boolean {
  const seen = new Set<string>();
  const open = [index];
  for (let tensor = open.shift(); tensor !== undefined; tensor = open.shift()) {
    if (seen.has(tensor)) continue;
    if (seen.size > MOST_ANCESTORS) return false;
    seen.add(tensor);
    const node = graph.producer(tensor);
    if (node?.opType === 'ArgMax') return true;
    if (node) open.push(...node.input);
  }
  return false;
}
