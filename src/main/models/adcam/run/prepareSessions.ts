import { InferenceSession } from 'onnxruntime-node';
import { AppError } from '../../../../shared/errors/AppError.ts';
import { activationAddition } from '../additions/activationAddition.ts';
import { attentionAddition } from '../additions/attentionAddition.ts';
import { checkModel } from '../../../onnx/checkModel.ts';
import { findClassifier } from '../analysis/findClassifier.ts';
import { findTokens } from '../analysis/findTokens.ts';
import { findImageInput } from '../../../onnx/imageInput.ts';
import { OnnxGraph } from '../../../onnx/OnnxGraph.ts';
import { trimModel } from '../../../onnx/trimModel.ts';
import { decodeModel } from '../../../onnx/onnxModel.ts';
import type { Provider } from '../../../inference/providers/providers.ts';
import type { Pack } from '../../pack/Pack.ts';
import type { AdcamManifest } from '../adcamManifest.ts';
import { AdcamSessions } from './AdcamSessions.ts';
import { withinMemory } from '../../runtime/withinMemory.ts';
import { sessionOptions } from '../../runtime/sessionOptions.ts';

interface PreparedModel {
  bytes: Uint8Array;
  input: string;
}

/**
 * Reads a pack's models and appends Camweave's nodes, for sessions on any provider.
 *
 * @returns starts the sessions on one provider; throws what shows that it cannot run them
 * @throws AppError for a pack that is broken
 */
export function prepareSessions(pack: Pack<AdcamManifest>): (provider: Provider) => Promise<AdcamSessions> {
  const cnn = prepareCnn(pack);
  const vit = prepareVit(pack);
  return async (provider) => {
    const options = sessionOptions(provider);
    // Accelerators may accept a model and fail at its first run; networks of strangers may never come to its end.
    const begin = async (): Promise<AdcamSessions> => {
      const sessions = new AdcamSessions({
        ...{ pack, provider, cnnInput: cnn.input, vitInput: vit.input },
        cnn: await InferenceSession.create(cnn.bytes, options),
        vit: await InferenceSession.create(vit.bytes, options),
      });
      await tryRun(sessions);
      return sessions;
    };
    // Drivers of accelerators take memory that no weights explain.
    return provider === 'cpu' ? withinMemory(cnn.bytes.length + vit.bytes.length, begin) : begin();
  };
}

async function tryRun(sessions: AdcamSessions): Promise<void> {
  const { cnn, vit } = sessions.manifest;
  await sessions.activation(new Float32Array(3 * cnn.size ** 2), cnn.size, [0]);
  const { attention } = await sessions.attention(new Float32Array(3 * vit.size ** 2), [0]);
  if (!attention.every(Number.isFinite)) throw new Error('its results are not finite numbers');
}

function prepareCnn(pack: Pack<AdcamManifest>): PreparedModel {
  const bytes = pack.readModel('cnn');
  const { file } = pack.manifest.cnn;
  const graph = new OnnxGraph(decodeModel(bytes, file));
  checkModel(graph, file);
  const addition = activationAddition(graph, findClassifier(graph, file));
  return { bytes: addition.appendTo(bytes), input: findImageInput(graph, file).name };
}

function prepareVit(pack: Pack<AdcamManifest>): PreparedModel {
  const bytes = pack.readModel('vit');
  const { file, attention, heads, tokens, grid } = pack.manifest.vit;
  const graph = new OnnxGraph(decodeModel(bytes, file));
  checkModel(graph, file);
  const absent = attention.find((tensor) => !graph.producer(tensor));
  if (absent !== undefined) {
    throw new AppError('pack-invalid', `${file} has no attention tensor "${absent}". Create the pack again.`);
  }
  const seen = findTokens(graph, attention.at(-1)!);
  const seenBefore = findTokens(graph, attention[middleLayer(attention.length)]!);
  const layers = { softmax: attention, heads, seen, seenBefore };
  const addition = attentionAddition(graph.opset, layers, tokens, grid * grid);
  // The logits are of no use: what only they need, a good part of the last block, is left out.
  return { bytes: addition.appendTo(trimModel(graph, attention)), input: findImageInput(graph, file).name };
}

/** A layer two thirds of the way up: what it looks at says more of texture and parts than what the last one does. */
function middleLayer(layers: number): number {
  return Math.floor((2 * (layers - 1)) / 3);
}
