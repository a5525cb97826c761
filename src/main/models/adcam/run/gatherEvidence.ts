import { attentionLayers } from '../../../../shared/parameters/attentionLayers.ts';
import { directSettings } from '../diffusion/diffusionModel.ts';
import { normaliseMaps } from '../diffusion/normaliseMaps.ts';
import type { EvidenceRequest, EvidenceResult, ProposalStage } from '../jobs.ts';
import { activationMaps, activationSizes } from './activationMaps.ts';
import type { ImageLoader } from '../../../image/ImageLoader.ts';
import { NetworkInputs } from './NetworkInputs.ts';
import type { AdcamSessions } from './AdcamSessions.ts';
import { Stopwatch } from '../../runtime/Stopwatch.ts';

/**
 * Everything a proposal rests on: the maps of each coupling and the attention before and after refinement.
 *
 * @throws AppError `image-unreadable` for the file, `invalid-input` for layers that the pack does not have
 */
export async function gatherEvidence(
  sessions: AdcamSessions,
  images: ImageLoader,
  { image: file, tags, parameters }: EvidenceRequest,
): Promise<EvidenceResult> {
  const { manifest } = sessions;
  const { grid } = manifest.vit;
  const n = grid ** 2;
  const layers = attentionLayers(parameters.layers, manifest.vit.attention.length);
  const { image } = await images.load(file);
  const clock = new Stopwatch<ProposalStage>();
  const inputs = new NetworkInputs(image, clock);
  const sizes = activationSizes(manifest, parameters.scales);
  const { summed } = await activationMaps(sessions, inputs, {
    ...{ sizes, flip: parameters.flip, classes: tags, clock },
  });
  const cam = normaliseMaps(summed, n);
  const { attention } = await sessions.attention(inputs.planes(manifest.vit.size, manifest.vit), layers);
  // One step of scattering the unit maps over the refined attention is the refined attention itself.
  const refined = await sessions.diffuse(attention, identity(n), {
    ...{ direction: 'scatter', gamma: parameters.gamma, beta: 1, steps: 1 },
  });
  const coupled = async (settings: Parameters<AdcamSessions['diffuse']>[2]): Promise<Float32Array> =>
    tags.length === 0 ? cam : normaliseMaps(await sessions.diffuse(attention, cam, settings), n);
  return {
    grid,
    maps: { cam, direct: await coupled(directSettings(parameters)), adcam: await coupled(parameters) },
    ...{ attention, refined },
  };
}

function identity(n: number): Float32Array {
  const unit = new Float32Array(n * n);
  for (let i = 0; i < n; i++) unit[i * n + i] = 1;
  return unit;
}
