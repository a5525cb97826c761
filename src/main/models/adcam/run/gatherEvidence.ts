import { attentionLayers } from '../../../../shared/parameters/attentionLayers.ts';
import { directSettings } from '../diffusion/diffusionModel.ts';
import { normaliseMaps } from '../diffusion/normaliseMaps.ts';
import type { EvidenceRequest, EvidenceResult, ProposalStage } from '../jobs.ts';
import { patchFeatures } from './patchFeatures.ts';
import { taughtMaps } from './taughtMaps.ts';
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
  { image: file, tags, parameters, head }: EvidenceRequest,
): Promise<EvidenceResult> {
  const { manifest } = sessions;
  const { grid } = manifest.vit;
  const n = grid ** 2;
  const layers = attentionLayers(parameters.layers, manifest.vit.attention.length);
  const { image } = await images.load(file);
  const clock = new Stopwatch<ProposalStage>();
  const inputs = new NetworkInputs(image, clock);
  const sizes = activationSizes(manifest, parameters.scales);
  const { summed, own } = await activationMaps(sessions, inputs, {
    ...{ sizes, flip: parameters.flip, classes: tags, clock },
    withFeatures: head !== undefined,
  });
  const cam = normaliseMaps(summed, n);
  const planes = inputs.planes(manifest.vit.size, manifest.vit);
  const seen = await sessions.attention(planes, layers, head !== undefined);
  const { attention } = seen;
  // One step of scattering the unit maps over the refined attention is the refined attention itself.
  const refined = await sessions.diffuse(attention, identity(n), {
    ...{ direction: 'scatter', gamma: parameters.gamma, beta: 1, steps: 1 },
  });
  const coupled = async (settings: Parameters<AdcamSessions['diffuse']>[2]): Promise<Float32Array> =>
    tags.length === 0 ? cam : normaliseMaps(await sessions.diffuse(attention, cam, settings), n);
  const rows = [...tags.map((position) => head?.known[position]), ...(head?.others ?? [])];
  const learned =
    head && rows.length > 0
      ? await taughtMaps(
          ...([sessions, head, { attention, features: patchFeatures(seen, own, n), parameters }] as const),
          rows.map((item) => item?.row ?? null),
        )
      : undefined;
  return {
    grid,
    maps: { cam, direct: await coupled(directSettings(parameters)), adcam: await coupled(parameters) },
    ...{ learned, attention, refined },
  };
}

function identity(n: number): Float32Array {
  const unit = new Float32Array(n * n);
  for (let i = 0; i < n; i++) unit[i * n + i] = 1;
  return unit;
}
