import { createHash } from 'node:crypto';
import type { ProjectImage } from '../../../shared/images/ProjectImage.ts';
import { proposalKey } from '../../annotate/proposalKey.ts';
import { thresholdsOf } from '../../annotate/thresholdsOf.ts';
import type { ProjectFile } from '../../project/ProjectFile.ts';
import type { StoredScores } from '../../project/ScoreTable.ts';

/** Another one for every change of scores or weights. */
const VERSION = 1;

/**
 * Names all that the risk of an image's label map is computed from: photograph, proposal, thresholds, how it is composed, and strokes.
 *
 * @param scores those of the image
 */
export function riskBasis(
  project: ProjectFile,
  image: ProjectImage,
  scores: Pick<StoredScores, 'packHash' | 'parameterHash' | 'labels' | 'head' | 'guesses'> | undefined,
): string {
  const facts = [
    ...[VERSION, image.contentHash, image.width, image.height, image.tags],
    ...[scores && proposalKey(scores), scores && thresholdsOf(project, image, scores)],
    ...[project.meta.get('voidHalfWidth') ?? 0, project.meta.get('edges') ?? false],
    project.strokes.standing(image.id),
  ];
  return createHash('sha256').update(JSON.stringify(facts)).digest('hex').slice(0, 32);
}
