import { attentionLayers } from '../../../../shared/parameters/attentionLayers.ts';
import type { Coupling } from '../../../../shared/parameters/proposalParameters.ts';
import { directSettings } from '../diffusion/diffusionModel.ts';
import { guessThresholds } from '../diffusion/guessThresholds.ts';
import { normaliseMaps } from '../diffusion/normaliseMaps.ts';
import type { ProposalStage, ProposeRequest, ProposeResult } from '../jobs.ts';
import { guessCentre } from '../adcamManifest.ts';
import { activationMaps, activationSizes } from './activationMaps.ts';
import { classProbabilities } from './classProbabilities.ts';
import type { ImageLoader } from '../../../image/ImageLoader.ts';
import { likelyTags } from './likelyTags.ts';
import { dispute, mixScores } from './mixScores.ts';
import { patchFeatures } from './patchFeatures.ts';
import { correctedProbabilities, pooledFeatures, taughtProbabilities } from './pooledFeatures.ts';
import { taughtMaps } from './taughtMaps.ts';
import { NetworkInputs } from './NetworkInputs.ts';
import type { AdcamSessions } from './AdcamSessions.ts';
import { Stopwatch } from '../../runtime/Stopwatch.ts';

/**
 * From an image file to score maps: docs/design.md, steps 1 to 5.
 *
 * @throws AppError `image-unreadable` for the file, `invalid-input` for layers that the pack does not have
 */
export async function proposeImage(
  sessions: AdcamSessions,
  images: ImageLoader,
  request: ProposeRequest,
): Promise<ProposeResult> {
  const { manifest } = sessions;
  const { parameters } = request;
  const clock = new Stopwatch<ProposalStage>();
  const layers = attentionLayers(parameters.layers, manifest.vit.attention.length);

  const { image, contentHash, notices } = await clock.time('decode', () => images.load(request.image));
  if (request.next !== undefined) images.prefetch(request.next);

  const { head } = request;
  const wanted =
    'given' in request.tags ? request.tags.given : manifest.classes.map((_, position) => position);
  const inputs = new NetworkInputs(image, clock);
  const sizes = activationSizes(manifest, parameters.scales);
  const { summed, own } = await activationMaps(sessions, inputs, {
    ...{ sizes, flip: parameters.flip, classes: wanted, clock },
    withFeatures: head !== undefined,
  });
  const probabilities = classProbabilities(manifest, own.logits);
  const said = head?.tags && taughtProbabilities(head, head.tags, probabilities, pooledFeatures(own));
  const likely = said ? correctedProbabilities(head, probabilities, said) : probabilities;

  const tags = 'given' in request.tags ? wanted : likelyTags(likely, request.tags);
  const others = head?.others ?? [];
  const n = manifest.vit.grid ** 2;
  const activation = normaliseMaps(pickRows(summed, n, wanted, tags), n);

  const scores: ProposeResult['scores'] = {};
  let guesses: number[] | undefined;
  let odds: number | undefined;
  const couplings = request.couplings ?? [parameters.coupling];
  const isPlain = couplings.every((coupling) => coupling === 'cam') && !head;
  if (tags.length + others.length === 0 || isPlain) {
    for (const coupling of couplings) scores[coupling] = activation;
  } else {
    const planes = inputs.planes(manifest.vit.size, manifest.vit);
    const seen = await clock.time('vit', () => sessions.attention(planes, layers, head !== undefined));
    for (const coupling of couplings) {
      scores[coupling] = await clock.time('diffusion', () => coupled(coupling, seen.attention));
    }
    let mine = scores[parameters.coupling];
    const known = tags.map((position) => head?.known[position]);
    if (mine && head) {
      const features = patchFeatures(seen, own, n);
      const { attention } = seen;
      const rows = [...known, ...others].map((item) => item?.row ?? null);
      const taught = await clock.time('diffusion', () =>
        taughtMaps(sessions, head, { attention, features, parameters }, rows),
      );
      odds = dispute(mine, taught, n, manifest.thresholds.default);
      const weights = known.map((item) => item!.weight);
      mine = scores[parameters.coupling] = mixScores(mine, taught, n, weights);
    }
    if (mine && seen.tokens) {
      const usual = [
        ...known.map((item) => ({
          centre: item?.threshold ?? guessCentre(manifest),
          weight: 1 - (item?.weight ?? 0),
        })),
        ...others.map(({ threshold }) => ({ centre: threshold, weight: 0 })),
      ];
      guesses = guessThresholds(mine, seen.tokens, n, usual);
    }
  }
  const { width, height } = image;
  return {
    ...{ width, height, contentHash, tags, probabilities: likely, scores, guesses, notices },
    ...{ taughtProbabilities: said, dispute: odds },
    grid: manifest.vit.grid,
    milliseconds: clock.totals({ decode: 0, resample: 0, cnn: 0, vit: 0, diffusion: 0 }),
  };

  async function coupled(coupling: Coupling, attention: Float32Array): Promise<Float32Array> {
    if (coupling === 'cam') return activation;
    const settings = coupling === 'direct' ? directSettings(parameters) : parameters;
    return normaliseMaps(await sessions.diffuse(attention, activation, settings), n);
  }
}

/** Rows of `maps` `[from.length, n]` that belong to the classes in `to`, copied. */
function pickRows(
  maps: Float32Array,
  n: number,
  from: readonly number[],
  to: readonly number[],
): Float32Array {
  const picked = new Float32Array(to.length * n);
  to.forEach((position, row) => {
    const source = from.indexOf(position) * n;
    picked.set(maps.subarray(source, source + n), row * n);
  });
  return picked;
}
