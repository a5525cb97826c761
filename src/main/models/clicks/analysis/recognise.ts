import { AppError } from '../../../../shared/errors/AppError.ts';
import type { Declared, ModelSignature } from '../../../onnx/modelSignature.ts';
import { describeDeclared } from '../../../onnx/modelSignature.ts';
import { ELEMENT } from '../../../onnx/onnxModel.ts';
import type { Convention, ConventionId } from '../conventions.ts';
import { CONVENTIONS } from '../conventions.ts';

/** Edge of the square where an export leaves it open: what all of these models were trained with. */
const USUAL_SIZE = 1024;

/** What takes an image and gives embeddings. */
export interface RecognisedEncoder {
  /** The conventions whose decoders it can serve, the likeliest first. */
  conventions: ConventionId[];
  input: { name: string; height: number | undefined; width: number | undefined };
  layout: 'planes' | 'pixels';
  size: number;
}

/**
 * Recognises an encoder by its inputs and outputs.
 *
 * @param file named in the error
 * @throws AppError `model-unsupported` saying what was looked for and what was found; also for a decoder, which it says
 */
export function recogniseEncoder(signature: ModelSignature, file: string): RecognisedEncoder {
  const input = imageInputOf(signature);
  const conventions = input ? CONVENTIONS.filter((convention) => serves(signature, convention)) : [];
  if (!input || conventions.length === 0) {
    const decoder = decoderConvention(signature);
    throw new AppError(
      'model-unsupported',
      decoder
        ? `${file} is a decoder (${decoder.title}), and an encoder is needed. Give it with --decoder; are the two swapped?`
        : `${file}: looked for an encoder of clicks, with one image input and its embeddings as outputs (` +
            `${CONVENTIONS.map(({ embeddings }) => embeddings.join(' + ')).join('; ')}; or one of any name), found ` +
            `${describeDeclared(signature.inputs)} in and ${describeDeclared(signature.outputs)} out. ` +
            'Export it with samexporter, osam or optimum.',
    );
  }
  if (signature.inputs[0]!.elemType !== ELEMENT.float) throw notFloat(file, signature.inputs[0]!);
  const { height, width, layout } = input;
  if (height !== width || (layout === 'pixels' && height !== undefined)) {
    throw new AppError(
      'model-unsupported',
      `${file}: looked for a square input, found ${describeDeclared(signature.inputs)}. Export it for ${USUAL_SIZE} x ${USUAL_SIZE} ` +
        'pixels; where it pads by itself, with open height and width.',
    );
  }
  return {
    conventions: conventions.map(({ id }) => id),
    input: { name: input.name, height, width },
    ...{ layout, size: height ?? USUAL_SIZE },
  };
}

/** What a decoder takes and gives. */
export interface RecognisedDecoder {
  convention: Convention;
  /** Its inputs by name. */
  inputs: ReadonlyMap<string, Declared>;
  takesBox: boolean;
  takesPrompt: boolean;
}

/**
 * Recognises a decoder by its inputs and outputs.
 *
 * @param file named in the error
 * @throws AppError `model-unsupported` saying what was looked for and what was found; also for an encoder, which it says
 */
export function recogniseDecoder(signature: ModelSignature, file: string): RecognisedDecoder {
  const convention = decoderConvention(signature);
  if (!convention) throw noDecoder(signature, file);
  const inputs = new Map(signature.inputs.map((input) => [input.name, input]));
  const foreign = signature.inputs.filter(({ name }) => !knownInputs(convention).includes(name));
  if (foreign.length > 0) {
    throw new AppError(
      'model-unsupported',
      `${file} looks like a decoder of ${convention.title}, but also wants ${describeDeclared(foreign)}, which Camweave does not ` +
        'know. Use another export of the model.',
    );
  }
  const { points, embeddings, mask, masks, scores } = convention;
  const floats = [...embeddings, points.coordinates, ...(mask ? [mask.logits] : [])];
  const wrong = floats
    .map((name) => inputs.get(name))
    .find((item) => item && item.elemType !== ELEMENT.float);
  if (wrong) throw notFloat(file, wrong);
  const unknown = signature.inputs.find(({ elemType }) => !TYPES.has(elemType));
  if (unknown) throw notFloat(file, unknown);
  const absent = [masks, scores].filter((name) => !signature.outputs.some((output) => output.name === name));
  if (absent.length > 0) {
    throw new AppError(
      'model-unsupported',
      `${file} has the inputs of ${convention.title}: looked for its outputs ${absent.join(' and ')} too, found ` +
        `${describeDeclared(signature.outputs)}. Export it again with all outputs.`,
    );
  }
  const { box } = convention;
  return {
    ...{ convention, inputs },
    takesBox: box === 'corners' || inputs.has(box.input),
    takesPrompt: mask !== undefined && inputs.has(mask.logits) && inputs.has(mask.flag),
  };
}

/** What points, labels and sizes may be given as. */
const TYPES: ReadonlySet<number> = new Set([ELEMENT.float, ELEMENT.int64, ELEMENT.int32]);

/** The convention whose embeddings and points a model takes. */
function decoderConvention({ inputs }: ModelSignature): Convention | undefined {
  const names = new Set(inputs.map(({ name }) => name));
  return CONVENTIONS.find((convention) => neededInputs(convention).every((name) => names.has(name)));
}

function neededInputs({ embeddings, points }: Convention): string[] {
  return [...embeddings, points.coordinates, points.labels];
}

function knownInputs(convention: Convention): string[] {
  const { box, mask, outputSize } = convention;
  return [
    ...neededInputs(convention),
    ...(box === 'corners' ? [] : [box.input]),
    ...(mask ? [mask.logits, mask.flag] : []),
    ...(outputSize === undefined ? [] : [outputSize]),
  ];
}

function noDecoder(signature: ModelSignature, file: string): AppError {
  const found = `found ${describeDeclared(signature.inputs)} in and ${describeDeclared(signature.outputs)} out`;
  const isEncoder =
    imageInputOf(signature) && CONVENTIONS.some((convention) => serves(signature, convention));
  if (isEncoder) {
    return new AppError(
      'model-unsupported',
      `${file} is an encoder (${found}), and a decoder is needed. Give it with --encoder; are the two swapped?`,
    );
  }
  const names = new Set(signature.inputs.map(({ name }) => name));
  const missing = (convention: Convention): string[] =>
    neededInputs(convention).filter((name) => !names.has(name));
  const matched = (convention: Convention): number =>
    neededInputs(convention).length - missing(convention).length;
  const nearest = CONVENTIONS.reduce((best, item) => (matched(item) > matched(best) ? item : best));
  const looked =
    matched(nearest) > 0
      ? `looked for ${missing(nearest).join(', ')} among the inputs, as in ${nearest.title}`
      : 'looked for the inputs of a decoder of clicks (embeddings, points and their labels)';
  return new AppError(
    'model-unsupported',
    `${file}: ${looked}, ${found}. Export it with samexporter, osam or optimum.`,
  );
}

/** The one image that a model takes, where it takes that and nothing else. */
function imageInputOf({
  inputs,
}: ModelSignature): (RecognisedEncoder['input'] & { layout: 'planes' | 'pixels' }) | undefined {
  const [input] = inputs;
  const dims = input?.dims;
  if (!input || inputs.length !== 1 || !dims) return undefined;
  const { name } = input;
  const isOne = dims[0] === undefined || dims[0] === 1;
  if (dims.length === 4 && isOne && (dims[1] === undefined || dims[1] === 3)) {
    return { name, height: dims[2], width: dims[3], layout: 'planes' };
  }
  if (dims.length === 3 && dims[2] === 3) return { name, height: dims[0], width: dims[1], layout: 'pixels' };
  return undefined;
}

/** Whether the embeddings of a convention come out of a model: by their names, or as the only output of four axes. */
function serves({ inputs, outputs }: ModelSignature, { embeddings, encoderInput }: Convention): boolean {
  const tellsConvention = CONVENTIONS.some((other) => other.encoderInput === inputs[0]!.name);
  if (encoderInput === undefined ? tellsConvention : encoderInput !== inputs[0]!.name) return false;
  if (embeddings.every((name) => outputs.some((output) => output.name === name))) return true;
  const [only] = outputs;
  return embeddings.length === 1 && outputs.length === 1 && (only!.dims?.length ?? 4) === 4;
}

function notFloat(file: string, { name }: Declared): AppError {
  return new AppError(
    'model-unsupported',
    `${file}: "${name}" is not float32. Export the model in float32, not quantised or in float16.`,
  );
}
