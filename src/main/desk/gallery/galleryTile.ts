import type { GalleryTile } from '../../../shared/contract/galleryRoutes.ts';
import { AppError } from '../../../shared/errors/AppError.ts';
import type { ProjectImage } from '../../../shared/images/ProjectImage.ts';
import { BACKGROUND, UNTOUCHED } from '../../../shared/labels/labelCodes.ts';
import { LabelSampler } from '../../../shared/labels/LabelSampler.ts';
import { TILE_EDGE } from '../../../shared/review/tileEdge.ts';
import { labelMapOf } from '../../annotate/labelMapOf.ts';
import { isRefined, refinedKey } from '../../annotate/refinedProposal.ts';
import { thresholdsOf } from '../../annotate/thresholdsOf.ts';
import type { ProjectFile } from '../../project/ProjectFile.ts';
import { fitWithin } from './fitWithin.ts';

/**
 * What a gallery shows of an image. Its label map is the one that would be exported, except where the proposal has not been
 * moved onto edges yet: making a page of tiles waits for none of that, so scores and thresholds alone are shown there.
 *
 * @returns its maps, in their order, beside it
 * @throws AppError `invalid-input` for an image that nobody has looked at yet; `project-invalid`
 */
export function galleryTile(
  project: ProjectFile,
  image: ProjectImage,
): { tile: GalleryTile; maps: Uint8Array[] } {
  const { width, height } = image;
  if (width === undefined || height === undefined)
    throw new AppError('invalid-input', `${image.path} has not been proposed or opened yet.`);
  const sized = { ...image, width, height };
  const scores = project.scores.get(image.id);
  const thresholds = scores && thresholdsOf(project, image, scores);
  const painted =
    image.state !== 'accepted' && project.strokes.any(image.id)
      ? project.strokes.humanLayer(image.id, width, height)
      : undefined;
  const isReady =
    image.state === 'accepted' ||
    !isRefined(project, image.id, scores) ||
    project.refined.has(image.id, refinedKey(project, image, scores!));
  const size = fitWithin(sized, TILE_EDGE);
  const whole = isReady ? labelMapOf(project, image)?.data : undefined;
  const sampler =
    !whole && scores && thresholds
      ? new LabelSampler({
          ...{ width, height, voidHalfWidth: project.meta.get('voidHalfWidth') ?? 0 },
          decided: painted ?? new Uint8Array(width * height).fill(UNTOUCHED),
          scores: { grid: scores.grid, labels: scores.labels, values: Float32Array.from(scores.values) },
          thresholds,
        })
      : undefined;
  const labels = sampled(sized, size, (x, y) => whole?.[y * width + x] ?? sampler?.at(x, y) ?? BACKGROUND);
  const decided =
    image.state === 'accepted' ? labels : painted && sampled(sized, size, (x, y) => painted[y * width + x]!);
  const tile = { id: image.id, ...size, isDecided: decided !== undefined };
  const maps = decided ? [labels, decided] : [labels];
  // Of a label map from elsewhere no threshold moves anything.
  if (!scores || !thresholds || scores.labels.length === 0 || project.given.has(image.id))
    return { tile: { ...tile, scores: null }, maps };
  const own = scores.labels.map((label) => image.thresholds[label] !== undefined);
  return {
    tile: { ...tile, scores: { grid: scores.grid, labels: scores.labels, thresholds, own } },
    maps: [...maps, Uint8Array.from(scores.values, (value) => Math.round(255 * value))],
  };
}

function sampled(
  from: { width: number; height: number },
  to: { width: number; height: number },
  at: (x: number, y: number) => number,
): Uint8Array {
  const result = new Uint8Array(to.width * to.height);
  for (let y = 0, i = 0; y < to.height; y++)
    for (let x = 0; x < to.width; x++, i++)
      result[i] = at(
        Math.floor(((x + 0.5) * from.width) / to.width),
        Math.floor(((y + 0.5) * from.height) / to.height),
      );
  return result;
}
