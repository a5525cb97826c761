import { createHash } from 'node:crypto';
import type { ProjectImage } from '../../../shared/images/ProjectImage.ts';
import { proposalKey } from '../../annotate/proposalKey.ts';
import { thresholdsOf } from '../../annotate/thresholdsOf.ts';
import type { ProjectFile } from '../../project/ProjectFile.ts';
import type { WeightsKind } from '../risk/riskWeights.ts';
import { WEIGHTS_KINDS } from '../risk/riskWeights.ts';
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
    ...[project.strokes.standing(image.id), project.given.keyOf(image.id)],
  ];
  return createHash('sha256').update(JSON.stringify(facts)).digest('hex').slice(0, 32);
}

/** What a row that was computed with some weights says of itself. @param basis as `riskBasis` */
export function basisWith(basis: string, kind: WeightsKind): string {
  return `${basis} ${kind}`;
}

/** The weights that a row was computed with, by its basis. */
export function weightsOf(basis: string): WeightsKind {
  return WEIGHTS_KINDS.find((kind) => basis.endsWith(` ${kind}`)) ?? 'alone';
}
