import type { AttributeProto, ModelProto, NodeProto, TensorProto } from './onnxModel.ts';
import { toNumber } from './onnxModel.ts';

/** Questions about an ONNX graph: who makes a tensor, who uses it, what is constant. */
export class OnnxGraph {
  readonly model: ModelProto;
  private readonly producers = new Map<string, NodeProto>();
  private readonly users = new Map<string, NodeProto[]>();
  private readonly constants = new Map<string, TensorProto>();

  constructor(model: ModelProto) {
    this.model = model;
    for (const tensor of model.graph.initializer) this.constants.set(tensor.name ?? '', tensor);
    for (const node of model.graph.node) {
      for (const output of node.output) this.producers.set(output, node);
      for (const input of node.input) {
        if (input === '') continue;
        const known = this.users.get(input);
        if (known) known.push(node);
        else this.users.set(input, [node]);
      }
      if (node.opType === 'Constant') {
        const value = attribute(node, 'value')?.t;
        if (value && node.output[0] !== undefined) this.constants.set(node.output[0], value);
      }
    }
  }

  get nodes(): readonly NodeProto[] {
    return this.model.graph.node;
  }

  /** Version of the default operator set. */
  get opset(): number {
    const entry = this.model.opsetImport.find((item) => !item.domain || item.domain === 'ai.onnx');
    return toNumber(entry?.version);
  }

  producer(tensor: string): NodeProto | undefined {
    return this.producers.get(tensor);
  }

  consumers(tensor: string): readonly NodeProto[] {
    return this.users.get(tensor) ?? [];
  }

  /** An initializer, or the value of a Constant node. */
  constant(tensor: string): TensorProto | undefined {
    return this.constants.get(tensor);
  }

  dims(tensor: string): number[] | undefined {
    return this.constants.get(tensor)?.dims.map((dim) => toNumber(dim));
  }

  /** The values of a small constant integer tensor, for instance the axes of a reduction. */
  integers(tensor: string): number[] | undefined {
    const value = this.constants.get(tensor);
    if (!value) return undefined;
    if (value.int64Data?.length) return value.int64Data.map((item) => toNumber(item));
    if (!value.rawData) return undefined;
    const view = new DataView(value.rawData.buffer, value.rawData.byteOffset, value.rawData.byteLength);
    return Array.from({ length: view.byteLength / 8 }, (_, i) => Number(view.getBigInt64(i * 8, true)));
  }
}

export function attribute(node: NodeProto, name: string): AttributeProto | undefined {
  return node.attribute.find((item) => item.name === name);
}

export function intAttribute(node: NodeProto, name: string, fallback: number): number {
  const found = attribute(node, name);
  return found ? toNumber(found.i, fallback) : fallback;
}

export function intsAttribute(node: NodeProto, name: string): number[] | undefined {
  return attribute(node, name)?.ints?.map((item) => toNumber(item));
}
