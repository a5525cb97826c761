import { AppError } from '../../shared/errors/AppError.ts';
import { expectFinite } from './expectFinite.ts';
import type { OnnxGraph } from './OnnxGraph.ts';
import { partsOfModel } from './partsOfModel.ts';

const OLDEST_OPSET = 11;
/** TensorProto.DataLocation.EXTERNAL */
const EXTERNAL = 1;

/**
 * What every model must satisfy before its graph is read further.
 *
 * Weights are looked for wherever a model may have some: whatever lies in another file is refused, wherever that file is.
 *
 * @throws AppError `model-unsupported` for weights kept in a second file, a graph that may never end, or an opset that is too old
 */
export function checkModel(graph: OnnxGraph, file: string): void {
  const tensors = [...partsOfModel(graph.model)].flatMap((part) => part.tensors);
  if (tensors.some(({ dataLocation }) => dataLocation === EXTERNAL)) {
    throw new AppError(
      'model-unsupported',
      `${file} keeps its weights in a second file, which would be lost when the pack is moved. Put them into one: ` +
        'torch.onnx.export(..., external_data=False), or onnx.save(onnx.load("model.onnx"), "single.onnx").',
    );
  }
  expectFinite(graph.model, file);
  if (graph.opset < OLDEST_OPSET) {
    throw new AppError(
      'model-unsupported',
      `${file} uses ONNX opset ${graph.opset}; ${OLDEST_OPSET} or newer is needed. Export again with opset_version=17.`,
    );
  }
}
