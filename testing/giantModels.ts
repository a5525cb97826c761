import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ModelProto, NodeProto } from '../src/main/onnx/onnxModel.ts';
import { ATTRIBUTE, decodeModel, ELEMENT, encodeModel } from '../src/main/onnx/onnxModel.ts';

const bundledCnn = join(import.meta.dirname, '../resources/packs/default/cnn.onnx');

/** The bundled CNN with more in front of its logits. */
function changedCnn(change: (model: ModelProto, logits: string) => NodeProto[]): Uint8Array {
  const model = decodeModel(readFileSync(bundledCnn), 'cnn.onnx');
  const last = model.graph.node.at(-1)!;
  const logits = last.output[0]!;
  model.graph.node.unshift(...change(model, logits));
  return encodeModel(model);
}

/** A classifier that fills `gigabytes` with ones before it looks at its image, and is no larger for it. */
export function giantCnn(gigabytes: number): Uint8Array {
  return changedCnn(({ graph }) => {
    const shape = BigInt64Array.from([BigInt(gigabytes) * 1024n, 1024n, 256n]);
    graph.initializer.push({
      name: 'giant/shape',
      dims: [3],
      dataType: ELEMENT.int64,
      rawData: new Uint8Array(shape.buffer),
    });
    const one = { dims: [1], dataType: ELEMENT.float, rawData: new Uint8Array(Float32Array.of(1).buffer) };
    const value = { name: 'value', type: ATTRIBUTE.tensor, t: one };
    const axes = { name: 'keepdims', type: ATTRIBUTE.int, i: 0 };
    readInstead(graph.node, 'giant/input');
    return [
      node('ConstantOfShape', ['giant/shape'], 'giant/ones', [value]),
      node('ReduceMin', ['giant/ones'], 'giant/one', [axes]),
      node('Mul', ['input', 'giant/one'], 'giant/input', []),
    ];
  });
}

/** A classifier that multiplies 4096 x 4096 matrices, `times` one after the other, before it looks at its image. */
export function slowCnn(times: number): Uint8Array {
  return changedCnn(({ graph }) => {
    const shape = BigInt64Array.of(4096n, 4096n);
    graph.initializer.push({
      ...{ name: 'slow/shape', dims: [2], dataType: ELEMENT.int64 },
      rawData: new Uint8Array(shape.buffer),
    });
    readInstead(graph.node, 'slow/input');
    const matrix = (at: number): string => `slow/${at}`;
    return [
      // It depends on the image, so that no runtime works it out beforehand.
      node('ReduceMin', ['input'], 'slow/least', [{ name: 'keepdims', type: ATTRIBUTE.int, i: 0 }]),
      node('Expand', ['slow/least', 'slow/shape'], matrix(0), []),
      ...Array.from({ length: times }, (_, at) =>
        node('MatMul', [matrix(at), matrix(at)], matrix(at + 1), []),
      ),
      node('ReduceMin', [matrix(times)], 'slow/one', [{ name: 'keepdims', type: ATTRIBUTE.int, i: 0 }]),
      node('Add', ['input', 'slow/one'], 'slow/input', []),
    ];
  });
}

/** A classifier with a loop that never ends. */
export function endlessCnn(): Uint8Array {
  return changedCnn(() => [node('Loop', ['', ''], 'endless', [])]);
}

/** Whatever read the image reads `tensor`. */
function readInstead(nodes: NodeProto[], tensor: string): void {
  for (const { input } of nodes) if (input[0] === 'input') input[0] = tensor;
}

function node(opType: string, input: string[], output: string, attribute: NodeProto['attribute']): NodeProto {
  return { opType, input, output: [output], attribute, name: output };
}
