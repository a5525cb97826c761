import { InferenceSession, Tensor } from 'onnxruntime-node';
import { AppError } from '../../../shared/errors/AppError.ts';
import { errorMessage } from '../../../shared/errors/errorMessage.ts';
import type { OnnxGraph } from '../../onnx/OnnxGraph.ts';
import { probeAddition, probeOutput } from '../../onnx/probeAddition.ts';
import { sessionOptions } from './sessionOptions.ts';
import { withinMemory } from './withinMemory.ts';

/**
 * Runs a model on an image of zeros and returns the shapes of some of its tensors. Ends the process where that takes more
 * memory than any network of its size.
 *
 * @param model its bytes, its graph, the name of its file for errors, and that of its image input
 * @param size edge of the square input, in pixels
 * @throws AppError `model-unsupported` when it cannot be run
 */
export async function probeShapes(
  { bytes, graph, file, input }: { bytes: Uint8Array; graph: OnnxGraph; file: string; input: string },
  tensors: readonly string[],
  size: number,
): Promise<number[][]> {
  const probed = probeAddition(graph.opset, tensors).appendTo(bytes);
  try {
    return await withinMemory(bytes.length, async () => {
      const session = await InferenceSession.create(probed, sessionOptions('cpu'));
      const names = tensors.map((_, index) => probeOutput(index));
      const image = new Tensor('float32', new Float32Array(3 * size * size), [1, 3, size, size]);
      const outputs = await session.run({ [input]: image }, names);
      await session.release();
      return names.map((name) => Array.from((outputs[name] as Tensor).data as BigInt64Array, Number));
    });
  } catch (cause) {
    throw new AppError(
      'model-unsupported',
      `${file} cannot be run at ${size} x ${size}: ${errorMessage(cause)}. Was it exported for another size?`,
      { cause },
    );
  }
}
