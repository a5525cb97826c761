import { InferenceSession } from 'onnxruntime-node';
import { AppError } from '../../../../shared/errors/AppError.ts';
import type { Provider } from '../../../inference/providers/providers.ts';
import { checkModel } from '../../../onnx/checkModel.ts';
import { GraphAddition } from '../../../onnx/GraphAddition.ts';
import { modelSignature } from '../../../onnx/modelSignature.ts';
import { OnnxGraph } from '../../../onnx/OnnxGraph.ts';
import { decodeModel, ELEMENT } from '../../../onnx/onnxModel.ts';
import { trimModel } from '../../../onnx/trimModel.ts';
import type { Pack } from '../../pack/Pack.ts';
import { sessionOptions } from '../../runtime/sessionOptions.ts';
import { withinMemory } from '../../runtime/withinMemory.ts';
import { findCandidates } from '../analysis/findCandidates.ts';
import { recogniseDecoder, recogniseEncoder } from '../analysis/recognise.ts';
import type { ClicksManifest } from '../clicksManifest.ts';
import { ClickDecoder } from './ClickDecoder.ts';
import { ClickEncoder } from './ClickEncoder.ts';

/** The networks of an open pack on one provider. */
export interface ClickNetworks {
  encoder: ClickEncoder;
  decoder: ClickDecoder;
  release(): Promise<void>;
}

/** Names of the outputs that a decoder gains where it hides its candidates. */
const HIDDEN = { masks: 'camweave/candidates', scores: 'camweave/candidate_scores' } as const;

/**
 * Reads a pack's models, for sessions on any provider.
 *
 * @returns starts the sessions on one provider; throws what shows that it cannot run them
 * @throws AppError for a pack that is broken
 */
export function prepareClicks(pack: Pack<ClicksManifest>): (provider: Provider) => Promise<ClickNetworks> {
  const { manifest } = pack;
  const ofEncoder = readEncoder(pack);
  const ofDecoder = readDecoder(pack);
  return async (provider) => {
    const options = sessionOptions(provider);
    const begin = async (): Promise<ClickNetworks> => {
      const sessions = [
        await InferenceSession.create(ofEncoder.bytes, options),
        await InferenceSession.create(ofDecoder.bytes, options),
      ] as const;
      const encoder = new ClickEncoder({
        ...{ session: sessions[0], manifest, input: ofEncoder.input },
        watched: provider === 'cpu' ? ofEncoder.bytes.length : undefined,
      });
      const decoder = new ClickDecoder({ ...ofDecoder, session: sessions[1] });
      await tryRun(encoder, decoder, provider);
      const release = async (): Promise<void> => {
        for (const session of sessions) await session.release();
      };
      return { encoder, decoder, release };
    };
    const weights = ofEncoder.bytes.length + ofDecoder.bytes.length;
    // Drivers of accelerators take memory that no weights explain.
    return provider === 'cpu' ? withinMemory(weights, begin) : begin();
  };
}

/**
 * Accelerators may accept a model and fail at its first run. On the CPU large encoders take longer than their weights
 * explain, so one whose embeddings have known shapes waits for its first image.
 */
async function tryRun(encoder: ClickEncoder, decoder: ClickDecoder, provider: Provider): Promise<void> {
  const empty = provider === 'cpu' ? decoder.emptyEmbedding(encoder.emptyFrame()) : undefined;
  const embedding = empty ?? (await encoder.embedNothing(decoder.embeddings));
  const { candidates } = await decoder.click(embedding, {
    points: [{ x: embedding.frame.imageWidth / 2, y: embedding.frame.imageHeight / 2, positive: true }],
  });
  if (!candidates.every(({ logits }) => logits.every(Number.isFinite))) {
    throw new Error('its results are not finite numbers');
  }
}

function readEncoder(pack: Pack<ClicksManifest>): { bytes: Uint8Array; input: string } {
  const bytes = pack.readModel('encoder');
  const { convention, encoder } = pack.manifest;
  const graph = graphOf(bytes, encoder.file);
  const { conventions, input, layout } = recogniseEncoder(modelSignature(graph), encoder.file);
  if (!conventions.includes(convention) || layout !== encoder.layout) throw changed(pack, encoder.file);
  return { bytes, input: input.name };
}

function readDecoder(
  pack: Pack<ClicksManifest>,
): { bytes: Uint8Array } & Omit<ConstructorParameters<typeof ClickDecoder>[0], 'session'> {
  const bytes = pack.readModel('decoder');
  const { file } = pack.manifest.decoder;
  const graph = graphOf(bytes, file);
  const { convention, inputs } = recogniseDecoder(modelSignature(graph), file);
  if (convention.id !== pack.manifest.convention) throw changed(pack, file);
  const { masks, scores } = convention;
  const hidden = findCandidates(graph, masks, scores);
  if (!hidden) return { bytes, convention, inputs, outputs: { masks, scores } };
  const add = new GraphAddition(graph.opset);
  add.output(hidden.masks, ELEMENT.float, undefined, HIDDEN.masks);
  add.output(hidden.scores, ELEMENT.float, undefined, HIDDEN.scores);
  // What is shown of one candidate, at the photograph's own resolution, is of no use: all that only it needs is left out.
  const trimmed = trimModel(graph, [hidden.masks, hidden.scores]);
  return { bytes: add.appendTo(trimmed), convention, inputs, outputs: HIDDEN };
}

function graphOf(bytes: Uint8Array, file: string): OnnxGraph {
  const graph = new OnnxGraph(decodeModel(bytes, file));
  checkModel(graph, file);
  return graph;
}

function changed({ path, manifest }: Pack<ClicksManifest>, file: string): AppError {
  return new AppError(
    'pack-invalid',
    `${file} in ${path} is not of the convention that pack.json names (${manifest.convention}). Create the pack again.`,
  );
}
