import { AppError } from '../../shared/errors/AppError.ts';
import { BACKGROUND } from '../../shared/labels/labelCodes.ts';
import type { ProjectImage } from '../../shared/images/ProjectImage.ts';
import { labelMapOf } from '../annotate/labelMapOf.ts';
import { thresholdsOf } from '../annotate/thresholdsOf.ts';
import type { ProjectFile } from '../project/ProjectFile.ts';
import type { ShownImage } from './CorrectionBase.ts';

/**
 * An image as it is shown now. Where proposals follow edges, a `Refine` was waited for before.
 *
 * @throws AppError `invalid-input` where its size is not known yet
 */
export function shownImage(project: ProjectFile, image: ProjectImage): ShownImage {
  const { width, height } = image;
  if (width === undefined || height === undefined)
    throw new AppError('invalid-input', `${image.path} has not been looked at yet; open it first.`);
  // Scores that are not what is shown say nothing of what clicks begin from.
  const scores = project.given.has(image.id) ? undefined : project.scores.get(image.id);
  const labels = labelMapOf(project, image)?.data ?? new Uint8Array(width * height).fill(BACKGROUND);
  return {
    ...{ width, height, labels },
    decided: project.strokes.any(image.id) ? project.strokes.humanLayer(image.id, width, height) : undefined,
    scores: scores && {
      ...{ labels: scores.labels, grid: scores.grid, thresholds: thresholdsOf(project, image, scores) },
      values: Float32Array.from(scores.values),
    },
  };
}
