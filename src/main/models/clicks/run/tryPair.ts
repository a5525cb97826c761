import { readModelFile } from '../../pack/modelSize.ts';
import type { PairFindings } from '../findings.ts';
import type { TryPairRequest } from '../jobs.ts';
import { prepareClicks } from './prepareClicks.ts';

/**
 * Runs both networks on an empty image, on the processor.
 *
 * @throws AppError `model-unsupported`, or what the runtime says, where they do not work together
 */
export async function tryPair({ encoder, decoder, manifest }: TryPairRequest): Promise<PairFindings> {
  const files: Record<string, string> = { encoder, decoder };
  const start = prepareClicks({
    path: encoder,
    manifest,
    readModel: (model) => readModelFile(files[model]!),
  });
  const networks = await start('cpu');
  const began = performance.now();
  const embedding = await networks.encoder.embedNothing(networks.decoder.embeddings);
  const embedded = performance.now();
  const { size } = embedding.frame;
  const { candidates, single, maskHeight, maskWidth } = await networks.decoder.click(embedding, {
    points: [{ x: size / 2, y: size / 2, positive: true }],
  });
  const clicked = performance.now();
  await networks.release();
  return {
    candidates: { count: candidates.length, single },
    grid: [maskHeight, maskWidth],
    milliseconds: { encoder: embedded - began, decoder: clicked - embedded },
  };
}
