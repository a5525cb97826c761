import { InferenceSession } from 'onnxruntime-node';
import { AppError } from '../../../../shared/errors/AppError.ts';
import { errorMessage } from '../../../../shared/errors/errorMessage.ts';
import { activationAddition } from '../additions/activationAddition.ts';
import { attentionAddition } from '../additions/attentionAddition.ts';
import { checkModel } from '../../../onnx/checkModel.ts';
import { findClassifier } from '../analysis/findClassifier.ts';
import { findImageInput } from '../../../onnx/imageInput.ts';
import type { Pack } from '../../pack/openPack.ts';
import { openPack } from '../../pack/openPack.ts';
import { OnnxGraph } from '../../../onnx/OnnxGraph.ts';
import { trimModel } from '../../../onnx/trimModel.ts';
import { decodeModel } from '../../../onnx/onnxModel.ts';
import type { Provider, SkippedProvider } from '../../../inference/providers/providers.ts';
import type { OpenRequest } from '../../../inference/protocol.ts';
import { AdcamSessions } from './AdcamSessions.ts';
import { sessionOptions } from '../../runtime/sessionOptions.ts';

interface PreparedModel {
  bytes: Uint8Array;
  input: string;
}

/**
 * Opens a pack's models with Camweave's nodes appended, on the first provider that starts and runs them.
 *
 * @param onTrying called before each provider, so that the parent knows which one took the process down
 * @throws AppError for a pack that is broken; `provider-unavailable` when no provider works
 */
export async function openSessions(
  request: OpenRequest,
  onTrying: (provider: Provider) => void,
): Promise<AdcamSessions> {
  const pack = openPack(request.pack);
  const cnn = prepareCnn(pack);
  const vit = prepareVit(pack);
  const skipped: SkippedProvider[] = [...request.skipped];
  for (const provider of request.providers) {
    if (skipped.some((item) => item.provider === provider)) continue;
    onTrying(provider);
    try {
      return await startOn(provider, skipped, pack, cnn, vit);
    } catch (error) {
      skipped.push({ provider, reason: firstLine(errorMessage(error)) });
    }
  }
  const reasons = skipped.map(({ provider, reason }) => `${provider}: ${reason}`).join('\n');
  throw new AppError('provider-unavailable', `No execution provider can run ${request.pack}.\n${reasons}`);
}

async function startOn(
  provider: Provider,
  skipped: SkippedProvider[],
  pack: Pack,
  cnn: PreparedModel,
  vit: PreparedModel,
): Promise<AdcamSessions> {
  const options = sessionOptions(provider);
  const sessions = new AdcamSessions({
    pack,
    provider,
    skipped,
    cnn: await InferenceSession.create(cnn.bytes, options),
    vit: await InferenceSession.create(vit.bytes, options),
    cnnInput: cnn.input,
    vitInput: vit.input,
  });
  // Accelerators may accept a model and fail at its first run; the CPU does not, and need not be asked.
  if (provider !== 'cpu') await tryRun(sessions);
  return sessions;
}

async function tryRun(sessions: AdcamSessions): Promise<void> {
  const { cnn, vit } = sessions.manifest;
  await sessions.activation(new Float32Array(3 * cnn.size ** 2), cnn.size, [0]);
  const attention = await sessions.attention(new Float32Array(3 * vit.size ** 2), [0]);
  if (!attention.every(Number.isFinite)) throw new Error('its results are not finite numbers');
}

function prepareCnn(pack: Pack): PreparedModel {
  const bytes = pack.readModel('cnn');
  const { file } = pack.manifest.cnn;
  const graph = new OnnxGraph(decodeModel(bytes, file));
  checkModel(graph, file);
  const addition = activationAddition(graph, findClassifier(graph, file));
  return { bytes: addition.appendTo(bytes), input: findImageInput(graph, file).name };
}

function prepareVit(pack: Pack): PreparedModel {
  const bytes = pack.readModel('vit');
  const { file, attention, heads, tokens, grid } = pack.manifest.vit;
  const graph = new OnnxGraph(decodeModel(bytes, file));
  checkModel(graph, file);
  const absent = attention.find((tensor) => !graph.producer(tensor));
  if (absent !== undefined) {
    throw new AppError('pack-invalid', `${file} has no attention tensor "${absent}". Create the pack again.`);
  }
  const addition = attentionAddition(graph.opset, { softmax: attention, heads }, tokens, grid * grid);
  // The logits are of no use: what only they need, a good part of the last block, is left out.
  return { bytes: addition.appendTo(trimModel(graph, attention)), input: findImageInput(graph, file).name };
}

function firstLine(text: string): string {
  return text.split('\n')[0]!.trim();
}
