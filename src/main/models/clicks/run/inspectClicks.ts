import { modelSignature } from '../../../onnx/modelSignature.ts';
import { readModelAt } from '../../pack/readModelAt.ts';
import { findCandidates } from '../analysis/findCandidates.ts';
import { recogniseDecoder, recogniseEncoder } from '../analysis/recognise.ts';
import type { DecoderFindings, EncoderFindings } from '../findings.ts';
import type { InspectRequest } from '../jobs.ts';

/**
 * Reads an encoder, without running it.
 *
 * @throws AppError `not-found`; `model-unsupported` saying what was looked for and what was found
 */
export async function inspectEncoder({ file: path }: InspectRequest): Promise<EncoderFindings> {
  const { graph, file, producer } = readModelAt(path);
  const signature = modelSignature(graph);
  const found = recogniseEncoder(signature, file);
  const outputs = signature.outputs.map(({ name, dims }) => ({ name, dims }));
  return Promise.resolve({
    role: 'encoder',
    ...{ producer, opset: graph.opset, nodes: graph.nodes.length },
    ...found,
    outputs,
  });
}

/**
 * Reads a decoder, without running it.
 *
 * @throws AppError as `inspectEncoder`
 */
export async function inspectDecoder({ file: path }: InspectRequest): Promise<DecoderFindings> {
  const { graph, file, producer } = readModelAt(path);
  const { convention, inputs, takesBox, takesPrompt } = recogniseDecoder(modelSignature(graph), file);
  return Promise.resolve({
    role: 'decoder',
    ...{ producer, opset: graph.opset, nodes: graph.nodes.length },
    ...{ convention: convention.id, takesBox, takesPrompt },
    embeddings: convention.embeddings.map((name) => ({ name, dims: inputs.get(name)!.dims })),
    hidden: findCandidates(graph, convention.masks, convention.scores),
  });
}
