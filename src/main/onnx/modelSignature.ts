import type { OnnxGraph } from './OnnxGraph.ts';
import type { ValueInfoProto } from './onnxModel.ts';
import { toNumber } from './onnxModel.ts';

/** An input or output as a model declares it. */
export interface Declared {
  name: string;
  /** ONNX element type (`ELEMENT`); 0 where none is declared. */
  elemType: number;
  /** undefined where no shape is declared, or a dimension is left open. */
  dims: (number | undefined)[] | undefined;
}

/** What goes into a model and comes out of it. */
export interface ModelSignature {
  inputs: Declared[];
  outputs: Declared[];
}

/** The inputs and outputs of a graph, weights that are listed among its inputs left out. */
export function modelSignature(graph: OnnxGraph): ModelSignature {
  const { input, output } = graph.model.graph;
  return {
    inputs: input.filter(({ name }) => !graph.constant(name)).map(declared),
    outputs: output.map(declared),
  };
}

/** For a sentence: `"image" [1, 3, ?, ?]` and so on, or "nothing". */
export function describeDeclared(list: readonly Declared[]): string {
  const words = list.map(({ name, dims }) => {
    const shape = dims?.map((dim) => dim ?? '?').join(', ');
    return shape === undefined ? `"${name}"` : `"${name}" [${shape}]`;
  });
  return words.join(', ') || 'nothing';
}

function declared({ name, type }: ValueInfoProto): Declared {
  const tensor = type?.tensorType;
  return {
    ...{ name, elemType: tensor?.elemType ?? 0 },
    dims: tensor?.shape?.dim.map(({ dimValue }) => toNumber(dimValue) || undefined),
  };
}
