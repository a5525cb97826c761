import { InferenceSession, Tensor } from 'onnxruntime-node';
import { findImageInput } from '../../../onnx/imageInput.ts';
import { OnnxGraph } from '../../../onnx/OnnxGraph.ts';
import { decodeModel } from '../../../onnx/onnxModel.ts';
import { normaliseRows } from '../diffusion/reference.ts';
import type { MeasureRequest, MeasureResult } from '../jobs.ts';
import { sessionOptions } from '../../runtime/sessionOptions.ts';
import type { AdcamSessions } from './AdcamSessions.ts';

const WARM_UP = 3;

/** Times one part of a proposal alone: a bare model as its file is, or refinement and diffusion. */
export async function measure(sessions: AdcamSessions, request: MeasureRequest): Promise<MeasureResult> {
  const { once, done } =
    request.what === 'adcam' ? adcam(sessions, request) : await bareModel(sessions, request.what);
  const milliseconds: number[] = [];
  for (let run = -WARM_UP; run < request.runs; run++) {
    const start = performance.now();
    await once();
    if (run >= 0) milliseconds.push(performance.now() - start);
  }
  await done();
  return { milliseconds };
}

interface Work {
  once: () => Promise<unknown>;
  done: () => Promise<void>;
}

async function bareModel({ pack, provider }: AdcamSessions, what: 'bare-cnn' | 'bare-vit'): Promise<Work> {
  const network = what === 'bare-cnn' ? 'cnn' : 'vit';
  const { size, file } = pack.manifest[network];
  const bytes = pack.readModel(network);
  const input = findImageInput(new OnnxGraph(decodeModel(bytes, file)), file).name;
  const session = await InferenceSession.create(bytes, sessionOptions(provider));
  const image = new Tensor('float32', randomValues(3 * size * size), [1, 3, size, size]);
  return { once: () => session.run({ [input]: image }), done: () => session.release() };
}

function adcam(sessions: AdcamSessions, { parameters, classes }: MeasureRequest): Work {
  const n = sessions.manifest.vit.grid ** 2;
  const attention = normaliseRows(randomValues(n * n), n);
  const maps = randomValues(classes * n);
  return { once: () => sessions.diffuse(attention, maps, parameters), done: () => Promise.resolve() };
}

function randomValues(count: number): Float32Array {
  return Float32Array.from({ length: count }, () => Math.random());
}
