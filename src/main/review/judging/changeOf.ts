import { BACKGROUND, isClass, VOID } from '../../../shared/labels/labelCodes.ts';
import { composeProposal } from '../../../shared/labels/composeProposal.ts';
import type { ProjectImage } from '../../../shared/images/ProjectImage.ts';
import { mean } from '../../../shared/numbers/mean.ts';
import { labelMapOf } from '../../annotate/labelMapOf.ts';
import { isRefined, refinedKey } from '../../annotate/refinedProposal.ts';
import { thresholdsOf } from '../../annotate/thresholdsOf.ts';
import type { ProjectFile } from '../../project/ProjectFile.ts';
import type { StoredScores } from '../../project/ScoreTable.ts';

/**
 * How much a person has changed of what was proposed, in [0, 1]: one less the mean, over the classes that either has, of the IoU of the accepted label
 * map and the proposal at the thresholds of the image. An image that was accepted as it was proposed has 0.
 *
 * @returns undefined where nothing was accepted, or nothing had been proposed
 * @throws AppError `project-invalid`
 */
export function changeOf(project: ProjectFile, image: ProjectImage): number | undefined {
  const scores = project.scores.get(image.id);
  const accepted = image.state === 'accepted' ? project.labels.get(image.id) : undefined;
  if (!accepted || (!scores && !project.given.has(image.id))) return undefined;
  if (!accepted.provenance.edited) return 0;
  const map = labelMapOf(project, image);
  if (!map) return undefined;
  return 1 - meanIou(map.data, proposed(project, image, scores, map));
}

/** What had been proposed: what came from elsewhere, else what the scores say, along edges where that is still known. */
function proposed(
  project: ProjectFile,
  image: ProjectImage,
  scores: StoredScores | undefined,
  { width, height }: { width: number; height: number },
): Uint8Array {
  const given = project.given.get(image.id, width * height);
  if (given) return given.labels;
  if (!scores) return new Uint8Array(width * height).fill(BACKGROUND);
  const refined = isRefined(project, image.id, scores)
    ? project.refined.get(image.id, refinedKey(project, image, scores), width * height)
    : undefined;
  return (
    refined ??
    composeProposal(
      { values: Float32Array.from(scores.values), classes: scores.labels.length, grid: scores.grid },
      ...([width, height] as const),
      { labels: scores.labels, thresholds: thresholdsOf(project, image, scores), voidHalfWidth: 0 },
    )
  );
}

/** Mean IoU over the classes that either has, pixels that are void in the first left out; 1 where neither has any. */
function meanIou(accepted: Uint8Array, proposal: Uint8Array): number {
  const [own, other, both] = [new Float64Array(256), new Float64Array(256), new Float64Array(256)];
  for (let i = 0; i < accepted.length; i++) {
    if (accepted[i] === VOID) continue;
    own[accepted[i]!]! += 1;
    other[proposal[i]!]! += 1;
    if (accepted[i] === proposal[i]) both[accepted[i]!]! += 1;
  }
  const ious = [...own.keys()].flatMap((label) => {
    const union = own[label]! + other[label]! - both[label]!;
    return union > 0 && label !== BACKGROUND && isClass(label) ? [both[label]! / union] : [];
  });
  return ious.length === 0 ? 1 : mean(ious);
}
