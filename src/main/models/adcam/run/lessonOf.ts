import { attentionLayers } from '../../../../shared/parameters/attentionLayers.ts';
import type { ImageLoader } from '../../../image/ImageLoader.ts';
import { Stopwatch } from '../../runtime/Stopwatch.ts';
import { directSettings } from '../diffusion/diffusionModel.ts';
import { normaliseMaps } from '../diffusion/normaliseMaps.ts';
import type { LessonRequest, LessonResult, ProposalStage } from '../jobs.ts';
import { activationMaps, activationSizes } from './activationMaps.ts';
import type { AdcamSessions } from './AdcamSessions.ts';
import { classProbabilities } from './classProbabilities.ts';
import { NetworkInputs } from './NetworkInputs.ts';
import { patchFeatures, smoothing } from './patchFeatures.ts';
import { pooledFeatures } from './pooledFeatures.ts';

/**
 * What the networks say of an image that teaches: features of its patches, smoothed over the attention and averaged two by two, its
 * pooled features, and what would be proposed for its classes without a head.
 *
 * @throws AppError `image-unreadable` for the file, `invalid-input` for layers that the pack does not have
 */
export async function lessonOf(
  sessions: AdcamSessions,
  images: ImageLoader,
  { image: file, tags, parameters, whole = false }: LessonRequest,
): Promise<LessonResult> {
  const { manifest } = sessions;
  const { grid } = manifest.vit;
  const n = grid ** 2;
  const layers = attentionLayers(parameters.layers, manifest.vit.attention.length);
  const { image, contentHash } = await images.load(file);
  const clock = new Stopwatch<ProposalStage>();
  const inputs = new NetworkInputs(image, clock);
  const { summed, own } = await activationMaps(sessions, inputs, {
    ...{ sizes: activationSizes(manifest, parameters.scales), flip: parameters.flip, clock },
    ...{ classes: tags, withFeatures: true },
  });
  const seen = await sessions.attention(inputs.planes(manifest.vit.size, manifest.vit), layers, true);
  const { attention } = seen;
  const features = patchFeatures(seen, own, n);
  const smooth = await sessions.diffuse(attention, features.values, smoothing(parameters));
  const cam = normaliseMaps(summed, n);
  const settings = parameters.coupling === 'direct' ? directSettings(parameters) : parameters;
  const isPlain = parameters.coupling === 'cam' || tags.length === 0;
  const scores = isPlain ? cam : normaliseMaps(await sessions.diffuse(attention, cam, settings), n);
  return {
    ...{ width: image.width, height: image.height, contentHash },
    ...halved(smooth, grid, features.depth),
    depth: features.depth,
    pooled: pooledFeatures(own),
    ...{ scoreGrid: grid, scores },
    probabilities: classProbabilities(manifest, own.logits),
    ...(whole && { whole: { features: transposed(smooth, n), tokens: seen.tokens } }),
  };
}

/** `[D, n]` to `[n, D]`. */
function transposed(values: Float32Array, n: number): Float32Array {
  const depth = values.length / n;
  const turned = new Float32Array(values.length);
  for (let i = 0; i < n; i++) for (let d = 0; d < depth; d++) turned[i * depth + d] = values[d * n + i]!;
  return turned;
}

/** Means of two by two patches, `[D, grid, grid]` to `[half * half, D]`; of what there is at an odd edge. */
function halved(values: Float32Array, grid: number, depth: number): { grid: number; features: Float32Array } {
  const half = Math.ceil(grid / 2);
  const features = new Float32Array(half * half * depth);
  for (let y = 0; y < half; y++)
    for (let x = 0; x < half; x++) {
      const cells = [0, 1].flatMap((i) =>
        [0, 1].flatMap((j) => (2 * y + i < grid && 2 * x + j < grid ? [(2 * y + i) * grid + 2 * x + j] : [])),
      );
      for (let d = 0; d < depth; d++) {
        let sum = 0;
        for (const cell of cells) sum += values[d * grid * grid + cell]!;
        features[(y * half + x) * depth + d] = sum / cells.length;
      }
    }
  return { grid: half, features };
}
