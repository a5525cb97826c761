import protobuf from 'protobufjs';
import { AppError } from '../../shared/errors/AppError.ts';
import descriptor from './onnxDescriptor.json' with { type: 'json' };

/** The parts of the official ONNX schema that Camweave reads and writes (see onnx-ml.proto beside this file). */
export interface ModelProto {
  irVersion?: Integer;
  producerName?: string;
  producerVersion?: string;
  opsetImport: { domain?: string; version?: Integer }[];
  graph: GraphProto;
  functions?: FunctionProto[];
}
export interface FunctionProto {
  name?: string;
  domain?: string;
  node: NodeProto[];
}
export interface GraphProto {
  node: NodeProto[];
  name?: string;
  initializer: TensorProto[];
  sparseInitializer?: SparseTensorProto[];
  input: ValueInfoProto[];
  output: ValueInfoProto[];
}
export interface NodeProto {
  input: string[];
  output: string[];
  name?: string;
  opType: string;
  domain?: string;
  attribute: AttributeProto[];
}
export interface AttributeProto {
  name: string;
  type?: number;
  f?: number;
  i?: Integer;
  ints?: Integer[];
  s?: Uint8Array;
  t?: TensorProto;
  tensors?: TensorProto[];
  g?: GraphProto;
  graphs?: GraphProto[];
  sparseTensor?: SparseTensorProto;
}
export interface TensorProto {
  name?: string;
  dims: Integer[];
  dataType: number;
  floatData?: number[];
  int32Data?: number[];
  int64Data?: Integer[];
  rawData?: Uint8Array;
  dataLocation?: number;
}
export interface SparseTensorProto {
  values?: TensorProto;
  indices?: TensorProto;
}
export interface ValueInfoProto {
  name: string;
  type?: { tensorType?: { elemType?: number; shape?: { dim: { dimValue?: Integer; dimParam?: string }[] } } };
}
/** Protobuf's 64-bit integers arrive as Long objects. */
export type Integer = number | { toNumber(): number };

/** ONNX element types (TensorProto.DataType). */
export const ELEMENT = {
  float: 1,
  uint8: 2,
  int32: 6,
  int64: 7,
  float16: 10,
  double: 11,
  bfloat16: 16,
} as const;
/** ONNX attribute types (AttributeProto.AttributeType). */
export const ATTRIBUTE = { float: 1, int: 2, string: 3, tensor: 4, ints: 7 } as const;

const root = protobuf.Root.fromJSON(descriptor);
const modelType = root.lookupType('onnx.ModelProto');

/**
 * Decodes the bytes of an .onnx file. Weights stay views into `bytes`.
 *
 * @param file named in the error
 * @throws AppError `model-unsupported` when the bytes are no ONNX model
 */
export function decodeModel(bytes: Uint8Array, file: string): ModelProto {
  let model: ModelProto;
  try {
    model = modelType.decode(bytes) as unknown as ModelProto;
  } catch (cause) {
    throw notOnnx(file, cause);
  }
  if (!model.graph || model.graph.node.length === 0 || model.opsetImport.length === 0) throw notOnnx(file);
  return model;
}

/** Whether the first byte of a file can be that of a model: it says which field comes, and how it is written. */
export function beginsAsModel([first = 0]: Uint8Array): boolean {
  // Fields from 16 to 31 go on in the next byte, and have the same bits in the first.
  const [field, wireType] = [modelType.fieldsById[first >> 3], first & 7];
  if (!field) return false;
  return wireType === (field.type === 'int64' || field.type === 'int32' ? 0 : 2);
}

/** Encodes a model, or a part of one that is meant to be appended to another. */
export function encodeModel(model: Partial<ModelProto>): Uint8Array {
  return modelType.encode(modelType.fromObject(model)).finish();
}

/** A protobuf integer as a JavaScript number. */
export function toNumber(value: Integer | undefined, fallback = 0): number {
  if (value === undefined || value === null) return fallback;
  return typeof value === 'number' ? value : value.toNumber();
}

/** What to say of a file that is no model. */
export function notOnnx(file: string, cause?: unknown): AppError {
  return new AppError(
    'model-unsupported',
    `${file} is not an ONNX model. Export the network with torch.onnx.export or optimum and use that .onnx file.`,
    { cause },
  );
}
