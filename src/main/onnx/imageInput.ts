import { AppError } from '../../shared/errors/AppError.ts';
import type { OnnxGraph } from './OnnxGraph.ts';
import { ELEMENT, toNumber } from './onnxModel.ts';

/** The input a network takes its image through. Height and width are undefined where the export left them open. */
export interface ImageInput {
  name: string;
  height: number | undefined;
  width: number | undefined;
}

/**
 * The one image input of a classifier: float32 `[1, 3, H, W]`.
 *
 * @throws AppError `model-unsupported` naming the inputs that were found instead
 */
export function findImageInput(graph: OnnxGraph, file: string): ImageInput {
  const inputs = graph.model.graph.input.filter((input) => !graph.constant(input.name));
  const [input] = inputs;
  const tensor = input?.type?.tensorType;
  const dims = tensor?.shape?.dim.map((dim) => toNumber(dim.dimValue) || undefined) ?? [];
  const found = inputs.map((item) => `"${item.name}"`).join(', ') || 'none';

  if (!input || inputs.length !== 1 || dims.length !== 4 || (dims[1] !== undefined && dims[1] !== 3)) {
    throw new AppError(
      'model-unsupported',
      `${file}: looked for one image input of shape [1, 3, height, width], found ${found}` +
        `${dims.length ? ` of shape [${dims.map((dim) => dim ?? '?').join(', ')}]` : ''}. ` +
        'Export the classifier with a single RGB image as its input.',
    );
  }
  if (tensor?.elemType !== ELEMENT.float) {
    throw new AppError(
      'model-unsupported',
      `${file}: the image input "${input.name}" is not float32. Export the network in float32 (model.float()).`,
    );
  }
  if (dims[0] !== undefined && dims[0] !== 1) {
    throw new AppError(
      'model-unsupported',
      `${file}: the batch size is fixed at ${dims[0]}. Export with a batch of one, or a dynamic batch axis.`,
    );
  }
  return { name: input.name, height: dims[2], width: dims[3] };
}
