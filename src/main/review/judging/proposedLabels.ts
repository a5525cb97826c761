import { BACKGROUND } from '../../../shared/labels/labelCodes.ts';
import { composeProposal } from '../../../shared/labels/composeProposal.ts';
import type { ProjectImage } from '../../../shared/images/ProjectImage.ts';
import { isRefined, refinedKey } from '../../annotate/refinedProposal.ts';
import { thresholdsOf } from '../../annotate/thresholdsOf.ts';
import type { ProjectFile } from '../../project/ProjectFile.ts';
import type { StoredScores } from '../../project/ScoreTable.ts';

/**
 * What is proposed of an image without waiting for anything, `uint8[height, width]`: what came from elsewhere, else what the scores say, along edges where
 * that is known already; background where nothing is.
 */
export function proposedLabels(
  project: ProjectFile,
  image: ProjectImage,
  scores: StoredScores | undefined,
  { width, height, voidHalfWidth = 0 }: { width: number; height: number; voidHalfWidth?: number },
): Uint8Array {
  const given = project.given.get(image.id, width * height);
  if (given) return given.labels;
  if (!scores) return new Uint8Array(width * height).fill(BACKGROUND);
  const refined = isRefined(project, image.id, scores)
    ? project.refined.get(image.id, refinedKey(project, image, scores), width * height)
    : undefined;
  return refined ?? composedLabels(project, image, scores, { width, height, voidHalfWidth });
}

/** What the scores of an image say at a size, boundaries where they are before they move onto edges. */
export function composedLabels(
  project: ProjectFile,
  image: ProjectImage,
  scores: StoredScores,
  { width, height, voidHalfWidth }: { width: number; height: number; voidHalfWidth: number },
): Uint8Array {
  return composeProposal(
    { values: Float32Array.from(scores.values), classes: scores.labels.length, grid: scores.grid },
    ...([width, height] as const),
    { labels: scores.labels, thresholds: thresholdsOf(project, image, scores), voidHalfWidth },
  );
}
