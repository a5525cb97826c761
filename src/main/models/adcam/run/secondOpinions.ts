import { attentionLayers } from '../../../../shared/parameters/attentionLayers.ts';
import type { ImageLoader } from '../../../image/ImageLoader.ts';
import { mirror } from '../../../image/resample.ts';
import { Stopwatch } from '../../runtime/Stopwatch.ts';
import { normaliseMaps } from '../diffusion/normaliseMaps.ts';
import { addResampled } from '../diffusion/resampleMap.ts';
import type { ProposalStage, SecondOpinionsRequest, SecondOpinionsResult } from '../jobs.ts';
import { activationSizes } from './activationMaps.ts';
import type { Activation, AdcamSessions } from './AdcamSessions.ts';
import { classProbabilities } from './classProbabilities.ts';
import { nearestRegion } from './nearestRegion.ts';
import { NetworkInputs } from './NetworkInputs.ts';
import { patchFeatures, smoothing } from './patchFeatures.ts';

/** Sizes that are tried, relative to the CNN's own, where proposals are made at one alone. */
const SCALES = [0.5, 1, 1.5];

/**
 * Asks the networks of an image in other ways than for a proposal: the CNN at each size alone, both networks with the photograph mirrored,
 * neither's answer diffused, and what each of them makes of the regions that are to be judged.
 *
 * @throws AppError `image-unreadable` for the file, `invalid-input` for layers that the pack does not have
 */
export async function secondOpinions(
  sessions: AdcamSessions,
  images: ImageLoader,
  { image: file, tags, parameters, shares }: SecondOpinionsRequest,
): Promise<SecondOpinionsResult> {
  const { manifest } = sessions;
  const { cnn, vit } = manifest;
  const n = vit.grid ** 2;
  const layers = attentionLayers(parameters.layers, vit.attention.length);
  const { image, contentHash } = await images.load(file);
  const inputs = new NetworkInputs(image, new Stopwatch<ProposalStage>());
  const sizes = activationSizes(manifest, parameters.scales.length > 1 ? parameters.scales : SCALES);
  const nearest = sizes.reduce((a, b) => (Math.abs(b - cnn.size) < Math.abs(a - cnn.size) ? b : a));
  /** By size, and of the mirrored photograph as it lies: `[C, N]`. */
  const plain: Float32Array[] = [];
  const turned = new Float32Array(tags.length * n);
  let own: Activation | undefined;
  for (const size of sizes) {
    const planes = inputs.planes(size, cnn);
    const run = await sessions.activation(planes, size, tags, size === nearest);
    if (size === nearest) own = run;
    const map = new Float32Array(tags.length * n);
    addResampled(map, vit.grid, run.data, run, false);
    plain.push(map);
    if (tags.length === 0) continue;
    const other = await sessions.activation(mirror(planes, size), size, tags);
    addResampled(turned, vit.grid, other.data, other, false);
  }
  const planes = inputs.planes(vit.size, vit);
  const seen = await sessions.attention(planes, layers);
  const cam = new Float32Array(tags.length * n);
  for (const map of plain) for (let i = 0; i < map.length; i++) cam[i]! += map[i]!;
  normaliseMaps(cam, n);
  const ofSizes = joined(plain.map((map) => normaliseMaps(map, n)));
  const tokens = seen.tokens && transposed(seen.tokens, n);
  // A network without classes to ask about still says what goes together.
  const isAsked = tags.length > 0;
  return {
    ...{ width: image.width, height: image.height, contentHash, grid: vit.grid, cam },
    mirrored: isAsked ? await mirroredMaps() : cam,
    sizes: isAsked ? normaliseMaps(await sessions.diffuse(seen.attention, ofSizes, parameters), n) : ofSizes,
    probabilities: classProbabilities(manifest, own!.logits),
    spread:
      shares.length > 0
        ? await sessions.diffuse(
            seen.attention,
            Float32Array.from(shares, (share) => share / 255),
            smoothing(parameters),
          )
        : new Float32Array(0),
    byVit: tokens && nearestRegion(tokens, shares, n),
    byCnn: nearestRegion(
      patchFeatures({ ...seen, tokens: undefined, middleTokens: undefined }, own!, n).values,
      shares,
      n,
    ),
  };

  async function mirroredMaps(): Promise<Float32Array> {
    const { attention } = await sessions.attention(mirror(planes, vit.size), layers);
    const maps = await sessions.diffuse(attention, normaliseMaps(turned, n), parameters);
    return mirror(normaliseMaps(maps, n), vit.grid);
  }
}

function joined(maps: readonly Float32Array[]): Float32Array {
  const result = new Float32Array(maps.reduce((sum, map) => sum + map.length, 0));
  let at = 0;
  for (const map of maps) {
    result.set(map, at);
    at += map.length;
  }
  return result;
}

/** `[n, D]` to `[D, n]`. */
function transposed(values: Float32Array, n: number): Float32Array {
  const depth = values.length / n;
  const result = new Float32Array(values.length);
  for (let i = 0; i < n; i++) for (let d = 0; d < depth; d++) result[d * n + i] = values[i * depth + d]!;
  return result;
}
