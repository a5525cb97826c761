import type { AttributeProto, GraphProto, NodeProto, TensorProto, ValueInfoProto } from './onnxModel.ts';
import { ATTRIBUTE, ELEMENT, encodeModel } from './onnxModel.ts';

type Attributes = Record<string, number | number[] | { float: number }>;

/**
 * Nodes, constants, inputs and outputs that are added to a model, or make up one of their own. All tensors it
 * names start with `camweave/`, so that they never meet a name of the model.
 *
 * Protobuf messages merge when concatenated, so `appendTo` copies the file's bytes as they are: its weights
 * are never decoded or encoded again.
 */
export class GraphAddition {
  readonly opset: number;
  private readonly graph: GraphProto = { node: [], initializer: [], input: [], output: [] };
  private count = 0;

  constructor(opset: number) {
    this.opset = opset;
  }

  /** Adds one node and returns the name of its output. */
  node(opType: string, inputs: string[], attributes: Attributes = {}, output?: string): string {
    const name = output ?? `camweave/${opType}_${this.count++}`;
    const node: NodeProto = {
      name: `node/${name}`,
      opType,
      input: inputs,
      output: [name],
      attribute: Object.entries(attributes).map(([key, value]) => encodeAttribute(key, value)),
    };
    this.graph.node.push(node);
    return name;
  }

  /** Adds a copy of a model's node with other inputs and outputs. */
  copyNode(node: NodeProto, inputs: string[]): string[] {
    const outputs = node.output.map((name) => (name === '' ? '' : `camweave/copy_${this.count++}`));
    this.graph.node.push({
      ...node,
      name: `node/camweave/copy_${this.count++}`,
      input: inputs,
      output: outputs,
    });
    return outputs;
  }

  constant(values: number | number[], dims?: number[]): string {
    const list = Array.isArray(values) ? values : [values];
    return this.addConstant({
      dims: dims ?? (Array.isArray(values) ? [list.length] : []),
      dataType: ELEMENT.float,
      rawData: new Uint8Array(Float32Array.from(list).buffer),
    });
  }

  integers(values: number[]): string {
    return this.addConstant({
      dims: [values.length],
      dataType: ELEMENT.int64,
      rawData: new Uint8Array(BigInt64Array.from(values.map(BigInt)).buffer),
    });
  }

  /** A mean over axes; ONNX moved the axes from an attribute to an input with opset 18. */
  reduceMean(input: string, axes: number[], keepdims: 0 | 1): string {
    return this.opset >= 18
      ? this.node('ReduceMean', [input, this.integers(axes)], { keepdims })
      : this.node('ReduceMean', [input], { axes, keepdims });
  }

  /** A sum over axes; the axes moved to an input with opset 13. */
  reduceSum(input: string, axes: number[], keepdims: 0 | 1): string {
    return this.opset >= 13
      ? this.node('ReduceSum', [input, this.integers(axes)], { keepdims })
      : this.node('ReduceSum', [input], { axes, keepdims });
  }

  input(name: string, elemType: number, dims: (number | string)[]): string {
    this.graph.input.push(valueInfo(name, elemType, dims));
    return name;
  }

  /** Declares `tensor` as a graph output; a name given here becomes the output's own. */
  output(tensor: string, elemType: number, dims?: (number | string)[], name = tensor): void {
    if (name !== tensor) this.node('Identity', [tensor], {}, name);
    this.graph.output.push(valueInfo(name, elemType, dims));
  }

  /** The file's bytes with this addition behind them. */
  appendTo(model: Uint8Array): Uint8Array {
    return Buffer.concat([model, encodeModel({ graph: this.graph })]);
  }

  /** A model that consists of this addition alone. */
  toModel(name: string): Uint8Array {
    return encodeModel({
      irVersion: 8,
      producerName: 'camweave',
      opsetImport: [{ domain: '', version: this.opset }],
      graph: { ...this.graph, name },
    });
  }

  private addConstant(tensor: TensorProto): string {
    const name = `camweave/constant_${this.count++}`;
    this.graph.initializer.push({ ...tensor, name });
    return name;
  }
}

function encodeAttribute(name: string, value: Attributes[string]): AttributeProto {
  if (Array.isArray(value)) return { name, type: ATTRIBUTE.ints, ints: value };
  if (typeof value === 'number') return { name, type: ATTRIBUTE.int, i: value };
  return { name, type: ATTRIBUTE.float, f: value.float };
}

function valueInfo(name: string, elemType: number, dims?: (number | string)[]): ValueInfoProto {
  const shape = dims && {
    dim: dims.map((dim) => (typeof dim === 'number' ? { dimValue: dim } : { dimParam: dim })),
  };
  return { name, type: { tensorType: { elemType, ...(shape ? { shape } : {}) } } };
}
