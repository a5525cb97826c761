import { GraphAddition } from './GraphAddition.ts';
import { ELEMENT } from './onnxModel.ts';

/** The output that carries the shape of the i-th probed tensor. */
export const probeOutput = (index: number): string => `camweave/shape_${index}`;

/** Adds outputs that report the shapes of tensors, so that one run shows what a graph leaves open. */
export function probeAddition(opset: number, tensors: readonly string[]): GraphAddition {
  const add = new GraphAddition(opset);
  tensors.forEach((tensor, index) =>
    add.output(add.node('Shape', [tensor]), ELEMENT.int64, undefined, probeOutput(index)),
  );
  return add;
}
